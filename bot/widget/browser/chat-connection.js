// The connection of one visitor: Microsoft's Direct Line client, made to come back quickly, to
// take a new token when the old one is no good, and to post again until a message is stored. It
// relies on fields of the client that are not documented, so the client's version is pinned and
// browser tests drop the connection in each way.
;(() => {
  /** The client asks again after these, in milliseconds; its own defaults are 3 to 15 seconds. */
  const RECONNECT_FIRST = [300, 1_000]
  const RECONNECT_AGAIN = 2_000
  const REQUEST_LIMIT = 20_000
  /** Files on a slow network. */
  const UPLOAD_LIMIT = 180_000
  /** Waits between tries to post, in milliseconds, the last one again and again. */
  const POST_AGAIN = [1_000, 2_000, 4_000]
  /** The client's numbers for its states. */
  const EXPIRED = 3
  const DEAD = new Set([4, 5])

  /**
   * @param start What the page's token route answered.
   * @param on `{ connected, disconnected, refused(error), accepted, renew, dead }`. `renew` gives
   *   a promise of what the token route answers now. After `dead` nothing comes any more, and a
   *   new connection has to be made.
   * @returns What Web Chat takes as its `directLine`.
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
    line.services.ajax = withFreshToken(line, renewOnce(line, on), on)
    line.services.WebSocket = watchedSocket(on)

    line.connectionStatus$
      .filter((status) => DEAD.has(status))
      .take(1)
      .subscribe(on.dead)

    return {
      activity$: line.activity$,
      // Web Chat would end for good; the client goes on as soon as it has its new token.
      connectionStatus$: line.connectionStatus$.filter((status) => status !== EXPIRED),
      // Web Chat reads the visitor's id from it.
      token: start.token,
      end: () => line.end(),
      postActivity: (activity) => ({
        subscribe: (observer) => keepPosting(line, activity, observer, on),
      }),
    }
  }

  /** Nobody else tells when a socket drops: the client's state stays "online". */
  function watchedSocket(on) {
    return function WatchedSocket(url) {
      const socket = new WebSocket(url)
      socket.addEventListener('open', on.connected)
      socket.addEventListener('close', on.disconnected)
      return socket
    }
  }

  /** Asks for a new token, once for however many requests were refused with the old one. */
  function renewOnce(line, on) {
    let asking = false
    return async () => {
      if (asking) return
      asking = true
      try {
        const { token, conversationId } = await on.renew()
        if (conversationId !== line.conversationId) {
          line.conversationId = conversationId
          line.watermark = ''
        }
        line.reconnect({ token, conversationId, streamUrl: line.streamUrl })
      } catch {
        // Whoever was refused tries again, and then so do we.
      } finally {
        asking = false
      }
    }
  }

  /**
   * The client repeats a request as it was first made, with the token of that time, and with one
   * figure for the pause between tries and the limit of each. Here each try has the token of its
   * own time and time enough on a slow network.
   */
  function withFreshToken(line, renew, on) {
    const { ajax } = line.services
    return (request) =>
      ajax({
        ...request,
        timeout: /\/upload\?/.test(request.url) ? UPLOAD_LIMIT : REQUEST_LIMIT,
        headers: {
          ...request.headers,
          // Read anew at each try.
          get Authorization() {
            return `Bearer ${line.token}`
          },
        },
        createXHR() {
          const xhr = new XMLHttpRequest()
          xhr.addEventListener('load', () => {
            if (xhr.status === 401 || xhr.status === 403) renew()
            else if (xhr.status >= 400 && xhr.status < 500 && request.method === 'POST') {
              on.refused(xhr.response?.error)
            }
          })
          return xhr
        },
      })
  }

  /**
   * Posts until the server has stored or refused it. Safe to repeat: the server stores a message
   * once for each `clientActivityID`. Too many at once are not refused for ever, so those wait.
   */
  function keepPosting(line, activity, observer, on) {
    const matters = activity.type === 'message'
    let tries = 0
    let timer
    let current
    const attempt = () => {
      current = line.postActivity(activity).subscribe(
        (id) => {
          // The client's word for "no answer, a bad token, too many, or an error of the server".
          if (id === 'retry' && matters) {
            timer = setTimeout(attempt, POST_AGAIN[Math.min(tries++, POST_AGAIN.length - 1)])
            return
          }
          if (matters) on.accepted()
          observer.next(id)
          observer.complete()
        },
        (cause) => observer.error(cause),
      )
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
