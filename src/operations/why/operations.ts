import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { readingOperations } from '../readings/operations.ts'
import { explainWhy, type WhyInput } from './explain-why.ts'

const words = defineMessages({
  why: {
    vi: 'Vì sao một chỉ số thay đổi, hoặc vì sao hai nơi khác nhau',
    en: 'Why a metric changed, or why two members differ',
  },
  between: {
    vi: 'hai thành phần của một chiều thay cho hai kỳ: location=CH01,CH02',
    en: 'two members of a dimension in place of two periods: location=CH01,CH02',
  },
})

const asRead = readingOperations.find((operation) => operation.name === 'metrics.read')!.arguments

export const whyOperations: readonly Operation<ReadingDeps>[] = [
  {
    name: 'metrics.why',
    command: ['why'],
    http: { method: 'get', path: '/metrics/{id}/why' },
    help: words.why,
    arguments: [
      ...asRead.filter((argument) => argument.name !== 'by' && argument.name !== 'grain'),
      { name: 'between', kind: 'text', help: words.between },
    ],
    changes: false,
    run: (input, deps) => explainWhy(input as WhyInput, deps),
  },
]
