import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import { BlockView } from '../blocks/block-view.tsx'
import { Refusal } from '../data/ask.ts'
import { type Definition, definitionsQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { Breakdown } from '../kpi/breakdown.tsx'
import { Head } from '../kpi/head.tsx'
import { Rows } from '../kpi/rows.tsx'
import { TrendPanel } from '../kpi/trend-panel.tsx'
import { WhyBeside, WhyPanels } from '../kpi/why-panels.tsx'
import { kpiPages } from '../kpi-pages.ts'
import { useSay } from '../language.tsx'
import { Columns } from '../overview/columns.tsx'
import { Empty } from '../overview/empty.tsx'
import { Row } from '../overview/row.tsx'
import { Failure, NoPage } from '../parts/states.tsx'
import { type Definitions, madeClient, madeWhy } from './made-answers.ts'
import { madeReading } from './made-reading.ts'
import { type State, states, words } from './messages.ts'

/** One state: its name, and what is drawn of it by answers that are always the same. */
const Scene = ({
  definitions,
  state,
  children,
}: {
  readonly definitions: Definitions
  readonly state: State
  readonly children: ReactNode
}) => {
  const { of, language } = useSay()
  const client = useMemo(() => madeClient(definitions, state, language), [definitions, state, language])
  return (
    <QueryClientProvider client={client}>
      <div className="scene" data-state={state}>
        <p className="scene-name">{of(words[state])}</p>
        {children}
      </div>
    </QueryClientProvider>
  )
}

const unanswered = new Set<State>(['loading', 'refused'])

const OfNumber = ({ definition, state }: { readonly definition: Definition; readonly state: State }) => {
  const { of } = useSay()
  const page = kpiPages.find(({ headline }) => headline === definition.metric)!
  const reading = unanswered.has(state) ? undefined : madeReading(definition, {}, state)
  // Nothing is asked of a number that is not there.
  const why = reading && reading.value !== null ? madeWhy(definition, state) : undefined
  const error = state === 'refused' ? new Refusal('access.denied', 403, of(words.refusal)) : null
  return (
    <>
      <Head page={page} metric={definition.metric} reading={reading} why={why} ignored={[]} />
      <div className="grid">
        <div>
          <WhyPanels reading={reading} why={why} error={error} waiting={state === 'loading'} />
        </div>
        <div>
          <TrendPanel reading={reading} why={why} />
          {why ? <WhyBeside why={why} /> : null}
        </div>
      </div>
    </>
  )
}

const Scenes = ({ definitions }: { readonly definitions: Definitions }) => {
  const { of } = useSay()
  const blocks = kpiPages.flatMap((page) => page.blocks.map((block) => ({ page, block })))
  // One of each kind in every state; the others are drawn on their own pages.
  // What was gathered here (rounds, surveys, watched prices) is no reading and has states of its own, on its page.
  const readings = blocks.filter(({ block }) => !['rounds', 'surveys', 'prices'].includes(block.kind))
  const kinds = [...Map.groupBy(readings, ({ block }) => block.kind).values()].map(([first]) => first!)
  const headlines = ['net_sales', 'cac', 'nps'].flatMap((id) => definitions.get(id) ?? [])
  return (
    <>
      <h2>{of(words.rows)}</h2>
      {states.map((state) => (
        <Scene key={state} definitions={definitions} state={state}>
          <table className="seven">
            <Columns />
            <tbody>
              {kpiPages.slice(0, 7).map((page) => {
                const definition = definitions.get(page.headline)
                const reading =
                  definition && !unanswered.has(state)
                    ? { ...madeReading(definition, {}, state), number: page.number, slug: page.slug, kpi: page.name }
                    : undefined
                return <Row key={page.slug} page={page} reading={reading} settled />
              })}
            </tbody>
          </table>
        </Scene>
      ))}
      <h2>{of(words.head)}</h2>
      {headlines.flatMap((definition) =>
        states.map((state) => (
          <Scene key={`${definition.metric}-${state}`} definitions={definitions} state={state}>
            <OfNumber definition={definition} state={state} />
          </Scene>
        )),
      )}
      <h2>{of(words.blocks)}</h2>
      {kinds.flatMap(({ page, block }) =>
        states.map((state) => (
          <Scene key={`${block.kind}-${state}`} definitions={definitions} state={state}>
            <div className="blocks">
              <BlockView block={block} page={page} />
            </div>
          </Scene>
        )),
      )}
      <h2>{of(words.turns)}</h2>
      {states.map((state) => (
        <Scene key={state} definitions={definitions} state={state}>
          <Breakdown metric="net_sales" />
          <Rows metric="contacts_untouched" />
        </Scene>
      ))}
      <h2>{of(words.page)}</h2>
      <div className="scene">
        <p className="scene-name">{of(words.no_data)}</p>
        <Empty />
        <p className="scene-name">{of(words.offline)}</p>
        <Failure error={new Refusal('network', 0, '')} again={() => undefined} />
        <p className="scene-name">{of(words.refused)}</p>
        <Failure error={new Refusal('access.denied', 403, of(words.refusal))} />
      </div>
    </>
  )
}

/** Every chart in every state, by the parts the pages are made of; for owners, analysts and the demo. */
export const GalleryPage = () => {
  const { of } = useSay()
  const session = useQuery(sessionQuery).data
  const definitions = useQuery(definitionsQuery).data
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  if (!session || !definitions) return null
  if (!session.demo && session.role !== 'owner' && session.role !== 'analyst') return <NoPage />
  return (
    <div className="gallery">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      <Scenes definitions={definitions} />
    </div>
  )
}
