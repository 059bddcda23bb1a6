import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANSWER_KINDS, type EvalCase, evalCaseLines } from '../../handoff/index.js'
import { factQuestionSchema, ANSWER_KINDS as KNOWN_KINDS } from './fact-question.js'
import { questionSchema } from './question.js'
import { readDataset } from './read-dataset.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-eval-lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

const made = {
  id: 'evalcase_000000000001',
  text: '退款多久到账',
  language: 'zh-Hans',
  source: 'desk',
  message: null,
  session: null,
  createdAt: 0,
  labels: [
    {
      kind: 'article',
      gold: ['refund-time'],
      facts: [['3 天', '三天']],
      answerKind: 'how-long',
      agent: 'agent_000000000001',
      agentName: '陈晨',
      at: 0,
    },
  ],
} as unknown as EvalCase

test('test cases from use are read as any dataset', async () => {
  const files = { retrieval: join(folder, 'retrieval.jsonl'), extracts: join(folder, 'x.jsonl') }
  await writeFile(files.retrieval, evalCaseLines('retrieval', [made]))
  await writeFile(files.extracts, evalCaseLines('extracts', [made]))

  const retrieval = await readDataset(files.retrieval, questionSchema)
  const extracts = await readDataset(files.extracts, factQuestionSchema)

  expect(retrieval.lines).toEqual([
    { id: made.id, text: '退款多久到账', lang: 'zh-Hans', gold: ['refund-time'] },
  ])
  expect(extracts.lines).toMatchObject([{ kind: 'how-long', facts: [['3 天', '三天']] }])
})

test('the form asks for the kinds of answer that the suite knows', () => {
  expect(ANSWER_KINDS).toEqual(KNOWN_KINDS)
})
