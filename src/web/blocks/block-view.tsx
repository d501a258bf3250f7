import type { Block, KpiPage } from '#core/kpi-page.ts'
import { Prices } from '../prices/prices-block.tsx'
import { Rounds } from '../pulse/rounds-block.tsx'
import { SurveyWaves } from '../surveys/surveys-block.tsx'
import { Cohorts } from './cohorts.tsx'
import { Difference } from './difference.tsx'
import { Figures } from './figures.tsx'
import { League } from './league.tsx'
import { ProvinceMap } from './map.tsx'
import { Multiples } from './multiples.tsx'
import { Parts } from './parts.tsx'
import { Worklist } from './worklist.tsx'

/** One of a KPI's own views, by its kind. */
export const BlockView = ({ block, page }: { readonly block: Block; readonly page: KpiPage }) => {
  switch (block.kind) {
    case 'figures':
      return <Figures block={block} />
    case 'league':
      return <League block={block} page={page} />
    case 'cohorts':
      return <Cohorts block={block} />
    case 'parts':
      return <Parts block={block} />
    case 'difference':
      return <Difference block={block} />
    case 'worklist':
      return <Worklist block={block} page={page} />
    case 'multiples':
      return <Multiples block={block} />
    case 'rounds':
      return <Rounds block={block} />
    case 'prices':
      return <Prices block={block} />
    case 'surveys':
      return <SurveyWaves block={block} />
    case 'map':
      return <ProvinceMap block={block} />
  }
}
