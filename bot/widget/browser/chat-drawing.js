// How Web Chat looks here: its style options, and the parts that we draw ourselves.
;(() => {
  /** Pictures that browsers draw by themselves. */
  const DRAWN = /^image\/(jpeg|png|webp|gif)$/
  const SEND_BOX = '[data-id="webchat-sendbox-input"]'

  /** Colours are the page's own variables, so that light and dark follow the system. */
  const STYLE = {
    accent: 'var(--accent)',
    backgroundColor: 'var(--surface)',
    subtle: 'var(--text-soft)',
    primaryFont: 'var(--fonts)',
    paddingRegular: 12,
    bubbleBackground: 'var(--bot)',
    bubbleBorderWidth: 0,
    bubbleBorderRadius: 10,
    bubbleTextColor: 'var(--text)',
    bubbleMinWidth: 40,
    bubbleMinHeight: 36,
    bubbleFromUserBackground: 'var(--accent)',
    bubbleFromUserBorderWidth: 0,
    bubbleFromUserBorderRadius: 10,
    bubbleFromUserTextColor: 'var(--on-accent)',
    avatarSize: 32,
    // Any text turns the column of avatars on; what is drawn there is up to `drawAvatar`.
    botAvatarInitials: ' ',
    sendBoxBackground: 'var(--surface)',
    sendBoxTextColor: 'var(--text)',
    sendBoxPlaceholderColor: 'var(--text-soft)',
    sendBoxBorderTop: 'solid 1px var(--line)',
    sendBoxButtonColor: 'var(--accent-text)',
    sendBoxButtonShadeColorOnHover: 'var(--hover)',
    sendBoxButtonShadeColorOnActive: 'var(--hover)',
    sendBoxButtonShadeColorOnDisabled: 'transparent',
    sendBoxButtonColorOnDisabled: 'var(--text-soft)',
    sendBoxTextWrap: true,
    sendBoxHeight: 48,
    sendBoxMaxHeight: 140,
    uploadMultiple: true,
    sendAttachmentOn: 'send',
    // Longer text is refused with a word, in `sendBoxGuard`. A hard limit would cut a paste.
    maxMessageLength: 100_000,
    // Our own connection goes on trying for this long before it shows as failed.
    sendTimeout: 60_000,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: 'var(--surface)',
    suggestedActionBackgroundColorOnHover: 'var(--hover)',
    suggestedActionBackgroundColorOnActive: 'var(--hover)',
    suggestedActionBorderColor: 'var(--accent)',
    suggestedActionBorderWidth: 1,
    suggestedActionBorderRadius: 16,
    suggestedActionHeight: 36,
    suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
    suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',
    suggestedActionTextColor: 'var(--accent-text)',
    timestampColor: 'var(--text-soft)',
    transcriptOverlayButtonBackground: 'var(--accent)',
    transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
    transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
    transcriptOverlayButtonColor: 'var(--on-accent)',
    transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
    transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
    // The page has its own line for a lost connection.
    hideToaster: true,
    markdownRenderHTML: false,
    cardEmphasisBackgroundColor: 'var(--hover)',
  }

  /** What Web Chat is rendered with beside its connection and store. */
  function drawing(React, words, { accept, language }) {
    const draw = React.createElement
    const kindOf = (activity) => activity.channelData?.kind

    const systemLines =
      () =>
      (next) =>
      (...args) => {
        const [{ activity }] = args
        if (kindOf(activity) !== 'system' || activity.attachments?.length) return next(...args)
        // Nothing else of a message is drawn: no bubble, no avatar, no time.
        return () => draw('div', { className: 'chat-system' }, activity.text)
      }

    const drawAvatar =
      () =>
      () =>
      ({ activity, fromUser }) => {
        if (fromUser) return false
        const isAgent = kindOf(activity) === 'agent'
        const initial = (isAgent && [...activity.from.name][0]) || words['bot-initial']
        const className = isAgent ? 'chat-avatar agent' : 'chat-avatar'
        return () => draw('div', { className, 'aria-hidden': 'true' }, initial)
      }

    const drawStatus =
      () =>
      (next) =>
      (...args) => {
        const [{ activity, hideTimestamp }] = args
        const kind = kindOf(activity)
        const status = next(...args)
        if (kind === 'system' || hideTimestamp || activity.from.role === 'user') return status
        const mark = kind === 'agent' ? words['agent-mark'] : words['bot-mark']
        const name = kind === 'agent' ? activity.from.name : words['bot-name']
        return draw(
          'div',
          { className: 'chat-status' },
          draw('span', { className: 'chat-name' }, name),
          draw('span', { className: 'chat-mark' }, mark),
          status,
        )
      }

    /** What the customer's own files look like, by message; the server does not give them back. */
    const previews = new Map()

    const drawFile =
      () =>
      (next) =>
      (...args) => {
        const [{ activity, attachment }] = args
        const place = activity.attachments?.indexOf(attachment) ?? -1
        // Web Chat draws a message's own text as an attachment that is not among them.
        if (activity.from.role !== 'user' || place < 0) return next(...args)
        const { contentType = '', contentUrl, thumbnailUrl, name, content } = attachment
        const { clientActivityID: id, attachmentSizes = [] } = activity.channelData ?? {}
        const key = `${id} ${place}`
        // Only while it is on its way does it have its bytes.
        const own = thumbnailUrl ?? (DRAWN.test(contentType) ? contentUrl : undefined)
        if (own) previews.set(key, own)
        const preview = previews.get(key)
        if (preview) return draw('img', { className: 'chat-picture', src: preview, alt: name })
        const size = sizeIn(language, content?.size ?? attachmentSizes[place] ?? 0)
        const text = words['chat-file'].replace('{name}', name).replace('{size}', size)
        return draw('p', { className: 'chat-file' }, text)
      }

    // Bot and agent are the same role to Web Chat. An answer with thumbs keeps its own line.
    const group =
      () =>
      () =>
      ({ activities }) => ({
        sender: runs(activities, (a, b) => a.from.id === b.from.id && kindOf(a) === kindOf(b)),
        status: runs(
          activities,
          (a, b) =>
            !a.entities?.length &&
            a.channelData['webchat:send-status'] === b.channelData['webchat:send-status'],
        ),
      })

    return {
      activityMiddleware: systemLines,
      attachmentMiddleware: drawFile,
      avatarMiddleware: drawAvatar,
      activityStatusMiddleware: drawStatus,
      groupActivitiesMiddleware: group,
      styleOptions: { ...STYLE, uploadAccept: accept },
      overrideLocalizedStrings: {
        TEXT_INPUT_PLACEHOLDER: words['chat-placeholder'],
        // An answer comes from one article; which of the two is read depends on the language.
        REFERENCE_LIST_HEADER_ONE: words['chat-source'],
        REFERENCE_LIST_HEADER_OTHER: words['chat-source'],
      },
    }
  }

  const KB = 1024
  const MB = KB * KB

  function sizeIn(language, bytes) {
    const [unit, amount] =
      bytes < MB ? ['kilobyte', Math.ceil(bytes / KB)] : ['megabyte', bytes / MB]
    const digits = { maximumFractionDigits: amount < 10 ? 1 : 0 }
    return new Intl.NumberFormat(language, { style: 'unit', unit, ...digits }).format(amount)
  }

  /** Cuts a list where two neighbours do not belong together. */
  function runs(items, together) {
    const lists = []
    for (const item of items) {
      const current = lists.at(-1)
      const last = current?.at(-1)
      if (last !== undefined && together(last, item)) current.push(item)
      else lists.push([item])
    }
    return lists
  }

  function focusSendBox() {
    document.querySelector(SEND_BOX)?.focus()
  }

  window.kefu = { ...window.kefu, drawing, focusSendBox, sizeIn }
})()
