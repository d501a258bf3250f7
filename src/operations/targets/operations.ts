import { listIn, numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Argument, Operation } from '#core/operation.ts'
import type { TargetDeps } from './dependencies.ts'
import { listTargets } from './list-targets.ts'
import { proposeTarget } from './propose-target.ts'
import { setTarget } from './set-target.ts'
import { setTargets } from './set-targets.ts'
import { takeBack } from './take-back.ts'
import { targetHistory } from './target-history.ts'

const words = defineMessages({
  set: { vi: 'Đặt mục tiêu cho một chỉ số trong một kỳ', en: 'Set the target of a metric for a period' },
  setMany: {
    vi: 'Đặt nhiều mục tiêu trong một lần nhập; mục nào không hợp lệ thì báo riêng',
    en: 'Set many targets as one import; those that cannot be set are told apart',
  },
  history: {
    vi: 'Các lần đặt mục tiêu của một chỉ số, kỳ, phần; mới nhất trước',
    en: 'What was set for a metric, period and part, newest first',
  },
  targets: {
    vi: 'JSON: [{"metric":"contacts_new","period":"2026-11","where":["location=S001"],"target":4500}, …]',
    en: 'JSON: [{"metric":"contacts_new","period":"2026-11","where":["location=S001"],"target":4500}, …]',
  },
  dryRun: { vi: 'chỉ kiểm tra, không đặt gì', en: 'check only, set nothing' },
  undo: {
    vi: 'Hoàn tác một lần đặt mục tiêu; mục tiêu trước đó có hiệu lực lại',
    en: 'Take one setting of targets back; those before it stand again',
  },
  import: { vi: 'mã lần đặt (xem nhip targets history)', en: 'id of the setting (see nhip targets history)' },
  list: { vi: 'Các mục tiêu đang có', en: 'The targets that stand' },
  propose: {
    vi: 'Đề xuất mục tiêu từ cùng kỳ năm trước; chưa đặt gì',
    en: 'Propose a target from the same period a year before; sets nothing',
  },
  metric: { vi: 'tên chỉ số, ví dụ contacts_new', en: 'name of the metric, e.g. contacts_new' },
  period: { vi: 'kỳ: 2026-11, 2026-Q4, 2026-W47, 2026', en: 'period: 2026-11, 2026-Q4, 2026-W47, 2026' },
  target: { vi: 'mức mục tiêu; tỷ lệ viết từ 0 đến 1', en: 'the level; a rate from 0 to 1' },
  minimum: { vi: 'mức tối thiểu', en: 'lowest acceptable level' },
  stretch: { vi: 'mức thử thách', en: 'level beyond the target' },
  where: {
    vi: 'cho một phần: location=S001; lặp lại được',
    en: 'for a part: location=S001; may be repeated',
  },
  growth: { vi: 'tăng trưởng so với năm trước, phần trăm (mặc định 10)', en: 'growth over last year, percent (10)' },
})

const aim: readonly Argument[] = [
  { name: 'metric', kind: 'text', position: 0, required: true, help: words.metric },
  { name: 'period', kind: 'text', position: 1, required: true, help: words.period },
]
const where: Argument = { name: 'where', kind: 'list', help: words.where }

export const targetOperations: readonly Operation<TargetDeps>[] = [
  {
    name: 'targets.set',
    command: ['targets', 'set'],
    http: { method: 'post', path: '/targets' },
    help: words.set,
    arguments: [
      ...aim,
      { name: 'target', kind: 'number', position: 2, required: true, help: words.target },
      where,
      { name: 'minimum', kind: 'number', help: words.minimum },
      { name: 'stretch', kind: 'number', help: words.stretch },
    ],
    changes: true,
    run: (input, deps) =>
      setTarget(
        {
          metric: textIn(input, 'metric'),
          period: textIn(input, 'period'),
          where: listIn(input, 'where'),
          minimum: numberIn(input, 'minimum'),
          target: numberIn(input, 'target'),
          stretch: numberIn(input, 'stretch'),
        },
        deps,
      ),
  },
  {
    name: 'targets.set_many',
    command: ['targets', 'set-many'],
    http: { method: 'post', path: '/targets/many' },
    help: words.setMany,
    arguments: [
      { name: 'targets', kind: 'json', position: 0, required: true, help: words.targets },
      { name: 'dry_run', kind: 'flag', help: words.dryRun },
    ],
    changes: true,
    run: (input, deps) => setTargets({ targets: String(input['targets']), dryRun: input['dry_run'] === true }, deps),
  },
  {
    name: 'targets.undo',
    command: ['targets', 'undo'],
    http: { method: 'post', path: '/targets/{id}/undo' },
    help: words.undo,
    arguments: [{ name: 'id', kind: 'text', position: 0, required: true, help: words.import }],
    changes: true,
    run: (input, deps) => takeBack(String(input['id']), deps),
  },
  {
    name: 'targets.history',
    command: ['targets', 'history'],
    http: { method: 'get', path: '/targets/history' },
    help: words.history,
    arguments: [...aim, where],
    changes: false,
    run: (input, deps) =>
      targetHistory(
        { metric: textIn(input, 'metric'), period: textIn(input, 'period'), where: listIn(input, 'where') },
        deps,
      ),
  },
  {
    name: 'targets.list',
    command: ['targets', 'list'],
    http: { method: 'get', path: '/targets' },
    help: words.list,
    arguments: [],
    changes: false,
    run: (_input, deps) => listTargets(deps),
  },
  {
    name: 'targets.propose',
    command: ['targets', 'propose'],
    http: { method: 'get', path: '/targets/proposal' },
    help: words.propose,
    arguments: [...aim, where, { name: 'growth', kind: 'number', help: words.growth }],
    changes: false,
    run: (input, deps) =>
      proposeTarget(
        {
          metric: textIn(input, 'metric'),
          period: textIn(input, 'period'),
          where: listIn(input, 'where'),
          growth: numberIn(input, 'growth'),
        },
        deps,
      ),
  },
]
