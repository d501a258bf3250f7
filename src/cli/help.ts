import { defineMessages, type Language, type Words } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import { describeMetricNamed } from '#operations/readings/describe-metric.ts'
import { flagOf, type Usage, usageOf } from './arguments.ts'
import type { Program } from './run.ts'

const words = defineMessages({
  intro: {
    vi: 'Nhịp: bảy con số của đội bán hàng, đạt mục tiêu hay chưa, và vì sao.',
    en: 'Nhịp: the seven numbers of a sales team, on target or not, and why.',
  },
  commands: { vi: 'Lệnh', en: 'Commands' },
  globals: {
    vi: 'Mọi lệnh nhận --data THƯ-MỤC (mặc định ./nhip-data; khi chưa có, các lệnh đọc dùng công ty giả định ở ./nhip-demo), --json, --lang vi|en, --help.',
    en: 'Every command takes --data DIR (default ./nhip-data; while there is none, commands that read use the demo company in ./nhip-demo), --json, --lang vi|en, --help.',
  },
  usage: { vi: 'Cách dùng', en: 'Usage' },
  dimensions: { vi: 'Các chiều', en: 'Dimensions' },
  options: { vi: 'Tuỳ chọn', en: 'Options' },
  formula: { vi: 'Công thức', en: 'Formula' },
  date: { vi: 'Tính theo ngày', en: 'Counted by' },
})

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}

/** Every command in one screen. */
export const overviewHelp = (
  operations: readonly Operation<never>[],
  programs: readonly Program[],
  language: Language,
): string =>
  `${words.intro[language]}\n\n${words.commands[language]}:\n${table([
    ...programs.map((program) => [program.command.join(' '), program.help[language]] as const),
    ...operations.map((operation) => [operation.command.join(' '), operation.help[language]] as const),
  ])}\n${words.globals[language]}\n`

/** One command; `nhip metric ID --help` shows the metric's own definition too. */
export const usageHelp = (usage: Usage, help: Words, language: Language, rest: readonly string[] = []): string => {
  const rows = usage.arguments.map(
    (argument) =>
      [
        argument.position === undefined ? flagOf(argument) : argument.name.toUpperCase(),
        argument.help[language],
      ] as const,
  )
  const id =
    usage.command[0] === 'metric' || usage.command[0] === 'rows'
      ? rest.find((word) => !word.startsWith('-'))
      : undefined
  return `${help[language]}\n\n${words.usage[language]}: ${usageOf(usage)}\n${rows.length > 0 ? `\n${table(rows)}` : ''}${id === undefined ? '' : definition(id, language)}`
}

const definition = (id: string, language: Language): string => {
  const metric = describeMetricNamed(id) as {
    name: Words
    formula: Words
    date: string
    dimensions: string[]
    options: string[]
  }
  return `\n${id} (${metric.name[language]})\n${table([
    [words.formula[language], metric.formula[language]],
    [words.date[language], metric.date],
    [words.dimensions[language], metric.dimensions.join(', ')],
    [words.options[language], metric.options.map((option) => `--${option}`).join(', ') || '–'],
  ])}`
}
