/** A small company in files, whose numbers can be worked out by hand. Its clock stands at Tuesday 17 November 2026, 22:30. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const now = '2026-11-17T15:30:00Z'

const millis = 86_400_000
const first = Date.parse('2026-08-17T00:00:00Z')
const last = Date.parse('2026-11-17T00:00:00Z')
const days = Array.from({ length: (last - first) / millis + 1 }, (_, i) =>
  new Date(first + i * millis).toISOString().slice(0, 10),
)
/** The week looked at has begun: Monday 16 and Tuesday 17. */
const isThisWeek = (day: string): boolean => day >= '2026-11-16'

type Cell = string | number
const csv = (folder: string, name: string, head: string, rows: readonly (readonly Cell[])[]): string => {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, [head, ...rows.map((row) => row.join(','))].join('\n'))
  return file
}

/**
 * Each day: six contacts (four by Facebook, two by Zalo), this week only four (two and two), all but the last called
 * within the hour; five orders, three of them in S1, 600 000 in all; two answers to a survey.
 * So this week, against the same two days of the last: 8 contacts against 12; sales 1 200 000 against 1 200 000,
 * half of them in S1.
 */
export const writeCompany = (folder: string): readonly string[] => {
  const contacts = days.flatMap((day) =>
    ['facebook', 'facebook', 'zalo', 'zalo', ...(isThisWeek(day) ? [] : ['facebook', 'facebook'])].map(
      (source, i, all): Cell[] => [
        `C${day}-${i}`,
        `${day} 09:${10 + i}`,
        `Nguyễn Văn ${i + 1}`,
        source,
        i === all.length - 1 ? '' : i % 2 === 0 ? 'Lan' : 'Minh',
        i % 2 === 0 ? 'S1' : 'S2',
      ],
    ),
  )
  const calls = contacts
    .filter((contact) => contact[4] !== '')
    .map(([id, at, , , owner]): Cell[] => [
      `A${id}`,
      `${String(at).slice(0, 14)}50`,
      id!,
      owner!,
      'telesales',
      'outbound',
      'selling',
      'true',
      4,
    ])
  const orders = days.flatMap((day, at) =>
    [100_000, 100_000, 100_000, 100_000, 200_000].map((price, i): Cell[] => [
      `O${day}-${i}`,
      1,
      `${day} 1${i}:00`,
      i < 3 ? 'S1' : i === 3 ? 'S2' : 'web',
      `K${at * 5 + i}`,
      i % 2 === 0 ? 'P1' : 'P2',
      1,
      price,
      price * 0.6,
    ]),
  )
  const answers = days.flatMap((day) =>
    [10, 7].map((score, i): Cell[] => [`N${day}-${i}`, 'nps', `${day} 15:0${i}`, score, 'S1']),
  )
  const pulse = Array.from({ length: 36 }, (_, i): Cell[] => [
    `Q${i}`,
    i % 2 === 0 ? 'enps' : 'belonging',
    '2026-11-02',
    i % 2 === 0 ? 9 : 4,
    i < 24 ? 'Hà Nội' : 'Sài Gòn',
  ])
  const prices = days
    .filter((_, i) => i % 7 === 0)
    .flatMap((day) =>
      ['P1', 'P2'].flatMap((product) =>
        ['Đối thủ A', 'Đối thủ B'].map((name): Cell[] => [name, product, `${day} 08:00`, 100_000, 'in']),
      ),
    )
  return [
    csv(folder, 'location', 'location_id,name,kind,channel,province', [
      ['S1', 'Cầu Giấy', 'store', 'store', 'Hà Nội'],
      ['S2', 'Quận 1', 'store', 'store', 'Hồ Chí Minh'],
      ['web', 'Web', 'online', 'web', ''],
    ]),
    csv(folder, 'product', 'product_id,name,category,list_price,unit_cost', [
      ['P1', 'Nồi', 'Bếp', 100_000, 60_000],
      ['P2', 'Chảo', 'Bếp', 100_000, 60_000],
    ]),
    csv(folder, 'contact', 'contact_id,received_at,name,source,owner,location_id', contacts),
    csv(folder, 'activity', 'activity_id,at,contact_id,rep,method,direction,purpose,reached,minutes', calls),
    csv(
      folder,
      'order_line',
      'order_id,line_no,placed_at,location_id,customer_id,product_id,quantity,unit_price,unit_cost',
      orders,
    ),
    csv(
      folder,
      'spend',
      'spend_id,from_on,category,source,amount',
      days.map((day) => [`X${day}`, day, 'advertising', 'facebook', 50_000]),
    ),
    csv(
      folder,
      'footfall',
      'location_id,on,visitors',
      days.map((day) => ['S1', day, 40]),
    ),
    csv(folder, 'price_observation', 'competitor,product_id,seen_at,price,availability', prices),
    csv(folder, 'request', 'request_id,opened_at,customer_id,topic', [['R1', '2026-11-16 09:00', 'K1', 'bảo hành']]),
    csv(folder, 'survey_answer', 'answer_id,kind,answered_at,score,location_id', answers),
    csv(folder, 'pulse_answer', 'answer_id,question,answered_on,score,team', pulse),
    csv(folder, 'target', 'metric,period,target', [
      ['contacts_new', '2026-W47', 42],
      ['net_sales', '2026-W47', 4_200_000],
    ]),
  ]
}
