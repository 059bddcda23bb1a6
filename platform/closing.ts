type Close = () => unknown

/** What has to be closed, the newest first: `AsyncDisposableStack`, which Node 20 does not have. */
export interface Closing extends AsyncDisposable {
  defer(close: Close): void
  /** Takes charge of `resource`, and gives it back. */
  use<Resource extends AsyncDisposable>(resource: Resource): Resource
}

/** Closing goes on when one of them fails; the first failure is thrown at the end. */
export function createClosing(): Closing {
  const closes: Close[] = []
  return {
    defer: (close) => void closes.push(close),
    use(resource) {
      closes.push(() => resource[Symbol.asyncDispose]())
      return resource
    },
    async [Symbol.asyncDispose]() {
      const failures: unknown[] = []
      for (const close of closes.splice(0).reverse()) {
        try {
          await close()
        } catch (cause) {
          failures.push(cause)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
