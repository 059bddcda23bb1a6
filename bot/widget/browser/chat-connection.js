// The connection of one visitor: Microsoft's Direct Line client, made to come back quickly and to
// try again until a message is stored. It relies on fields of the client that are not documented,
// so the client's version is pinned and a browser test drops the connection.
;(() => {
  /** The client asks again after these, in milliseconds; its own defaults are 3 to 15 seconds. */
  const RECONNECT_FIRST = [300, 1_000]
  const RECONNECT_AGAIN = 2_000
  const REQUEST_LIMIT = 20_000
  /** Waits between tries to post, in milliseconds, the last one again and again. */
  const POST_AGAIN = [1_000, 2_000, 4_000]
  /** As the client numbers them: expired, failed, ended. */
  const LOST = new Set([3, 4, 5])

  /**
   * @param start What the page's token route answered.
   * @param on `{ connected, disconnected, lost, refused(error) }`. After `lost` this connection is
   *   dead, and a new one with a new token is needed.
   */
  function connect(WebChat, domain, start, on) {
    const line = WebChat.createDirectLine({
      domain,
      token: start.token,
      conversationId: start.conversationId,
    })
    const [soonest, latest] = RECONNECT_FIRST
    line.getRetryDelay = () => soonest + Math.random() * (latest - soonest)
    line.timeout = RECONNECT_AGAIN
    line.retries = Number.MAX_SAFE_INTEGER

    // The client uses one figure for the pause between tries and for the limit of a request, and
    // on a slow network a request takes longer than anyone wants to pause.
    const { ajax } = line.services
    line.services.ajax = (request) => ajax({ ...request, timeout: REQUEST_LIMIT })

    // Nobody else tells when a socket drops: the client's status stays "online".
    line.services.WebSocket = function WatchedSocket(url) {
      const socket = new WebSocket(url)
      socket.addEventListener('open', on.connected)
      socket.addEventListener('close', on.disconnected)
      return socket
    }

    const post = line.postActivity.bind(line)
    line.postActivity = (activity) => ({
      subscribe: (observer) => keepPosting(() => post(activity), activity.type, observer, on),
    })

    let lost = false
    line.connectionStatus$.subscribe((status) => {
      if (lost || !LOST.has(status)) return
      lost = true
      on.lost()
    })
    return line
  }

  /**
   * Posts until the server has an answer. Safe to repeat: the server stores a message once for
   * each `clientActivityID`.
   */
  function keepPosting(post, type, observer, on) {
    let tries = 0
    let timer
    let current
    const attempt = () => {
      current = post().subscribe({
        next(id) {
          // The client's word for "no answer, or an error of the server".
          if (id === 'retry' && type === 'message') {
            timer = setTimeout(attempt, POST_AGAIN[Math.min(tries++, POST_AGAIN.length - 1)])
            return
          }
          observer.next(id)
          observer.complete()
        },
        error(cause) {
          if (type === 'message' && cause?.response?.error) on.refused(cause.response.error)
          observer.error(cause)
        },
      })
    }
    attempt()
    return {
      unsubscribe() {
        clearTimeout(timer)
        current?.unsubscribe()
      },
    }
  }

  window.kefu = { ...window.kefu, connect }
})()
