/** Makes a constant at its first use, for what takes long; what it was made of is let go then. */
export function lazy<Value>(make: () => Value): () => Value {
  let state: { readonly make: () => Value } | { readonly value: Value } = { make }
  return () => {
    if ('make' in state) state = { value: state.make() }
    return state.value
  }
}
