/**
 * A valid file of `content/handbook/signals` for tests: ten sentences of each kind and language,
 * such as `anger zh loud 3`, and one word that fires.
 */
export function signalPage(name: string, more: { readonly lines?: 'any' | 'every' } = {}): string {
  const list = (language: string, label: string) =>
    Array.from({ length: 10 }, (_, i) => `- ${name} ${language} ${label} ${i}`).join('\n')
  const section = (language: string) => `## ${language}

### Examples

${list(language, 'loud')}

### Counter-examples

${list(language, 'quiet')}

### Words

| words | effect |
|---|---|
| ${name} now, ${name} at once | fires |
| ${name} | 0.4 |
| just ${name} | vetoes |
`
  return `---
id: ${name}
title: ${name}
falseAlarms: 0.1
lines: ${more.lines ?? 'any'}
unlike: []
source: [H4.2]
---

${section('zh')}
${section('en')}`
}
