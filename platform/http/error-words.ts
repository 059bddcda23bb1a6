import type { Language } from '../language.js'

export interface ErrorWords {
  readonly title: string
  readonly advice: string
  readonly home: string
  /** Stands before the request's id. */
  readonly request: string
}

type Situation =
  | 'bad'
  | 'signed-out'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'slow-down'
  | 'broken'

/** What the error page says for an HTTP status. */
export function errorWords(language: Language, status: number): ErrorWords {
  const { home, request, ...situations } = WORDS[language]
  const [title, advice] = situations[situationOf(status)]
  return { title, advice, home, request }
}

function situationOf(status: number): Situation {
  switch (status) {
    case 401:
      return 'signed-out'
    case 403:
      return 'forbidden'
    case 404:
      return 'missing'
    case 409:
      return 'conflict'
    case 429:
      return 'slow-down'
    default:
      return status < 500 ? 'bad' : 'broken'
  }
}

type Words = Readonly<Record<Situation, readonly [title: string, advice: string]>> & {
  readonly home: string
  readonly request: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-Hans': {
    bad: ['这次请求没有成功', '提交的内容有误，请检查后再试。'],
    'signed-out': ['请先登录', '登录后才能查看这一页。'],
    forbidden: ['没有权限', '您的账号不能查看这一页，如有需要请联系主管。'],
    missing: ['找不到这一页', '网址可能有误，或者页面已经移走。'],
    conflict: ['刚刚有人改过', '请刷新页面，查看最新内容后再试。'],
    'slow-down': ['操作太频繁了', '请稍等片刻再试。'],
    broken: ['服务暂时出了问题', '请稍后再试。如果一直这样，请把下面的编号告诉我们。'],
    home: '回到首页',
    request: '请求编号',
  },
  'zh-Hant': {
    bad: ['這次請求沒有成功', '送出的內容有誤，請檢查後再試。'],
    'signed-out': ['請先登入', '登入後才能查看這一頁。'],
    forbidden: ['沒有權限', '您的帳號不能查看這一頁，如有需要請聯絡主管。'],
    missing: ['找不到這一頁', '網址可能有誤，或者頁面已經移走。'],
    conflict: ['剛剛有人改過', '請重新整理頁面，查看最新內容後再試。'],
    'slow-down': ['操作太頻繁了', '請稍等片刻再試。'],
    broken: ['服務暫時出了問題', '請稍後再試。如果一直這樣，請把下面的編號告訴我們。'],
    home: '回到首頁',
    request: '請求編號',
  },
  en: {
    bad: ['This request did not work', 'Something in it was wrong. Check it and try again.'],
    'signed-out': ['Please sign in', 'This page is for people who are signed in.'],
    forbidden: [
      'Not allowed',
      'Your account may not see this page. Ask a supervisor if it should.',
    ],
    missing: ['There is no such page', 'The address may be wrong, or the page has moved.'],
    conflict: ['Somebody else was faster', 'Reload the page to see what changed, then try again.'],
    'slow-down': ['That was too fast', 'Wait a moment and try again.'],
    broken: [
      'Something went wrong here',
      'Try again later. If it stays, tell us the number below.',
    ],
    home: 'Back to the start',
    request: 'Request',
  },
}
