import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { kpisQuery, metricQuery } from '../data/queries.ts'
import '../data/opened-with.ts'
import { kpiPageOf } from '../kpi-pages.ts'
import { usualLanguage } from '../language.tsx'
import { OverviewPage } from '../overview/overview-page.tsx'
import { NoPage, Trouble } from '../parts/states.tsx'
import { Layout } from './layout.tsx'
import {
  type Asked,
  parseSearch,
  stringifySearch,
  validateAsked,
  validateKpiAsked,
  validateTargetsAsked,
} from './search.ts'

/** What the address asks of every number, with the language its labels are in. */
export const questionOf = (asked: Asked) => ({
  period: asked.period,
  compare: asked.compare,
  where: asked.where,
  lang: asked.lang ?? usualLanguage(),
})

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  validateSearch: validateAsked,
  component: Layout,
  notFoundComponent: NoPage,
  errorComponent: Trouble,
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: OverviewPage,
  loaderDeps: ({ search }) => search,
  // The question is put while the page is being made ready; its answer is awaited there, on a page that stands.
  loader: ({ context, deps }) => void context.queries.prefetchQuery(kpisQuery(questionOf(deps))),
})

export const kpiRoute = createRoute({
  getParentRoute: () => root,
  path: '/kpi/$slug',
  validateSearch: validateKpiAsked,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) => {
    const page = kpiPageOf(params.slug)
    if (page) void context.queries.prefetchQuery(metricQuery(deps.metric ?? page.headline, questionOf(deps)))
  },
  component: lazyRouteComponent(() => import('../kpi/kpi-page.tsx'), 'KpiRoute'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../account/setup-page.tsx'), 'SetupPage'),
})

const signOn = createRoute({
  getParentRoute: () => root,
  path: '/sso',
  component: lazyRouteComponent(() => import('../account/sign-on-page.tsx'), 'SignOnPage'),
})

const targets = createRoute({
  getParentRoute: () => root,
  path: '/targets',
  validateSearch: validateTargetsAsked,
  component: lazyRouteComponent(() => import('../targets/targets-page.tsx'), 'TargetsPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('../people/people-page.tsx'), 'PeoplePage'),
})

const my = createRoute({
  getParentRoute: () => root,
  path: '/my',
  component: lazyRouteComponent(() => import('../work/my-page.tsx'), 'MyPage'),
})

const pulse = createRoute({
  getParentRoute: () => root,
  path: '/pulse',
  component: lazyRouteComponent(() => import('../pulse/pulse-page.tsx'), 'PulsePage'),
})

const leads = createRoute({
  getParentRoute: () => root,
  path: '/leads',
  component: lazyRouteComponent(() => import('../leads/leads-page.tsx'), 'LeadsPage'),
})

const prices = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  component: lazyRouteComponent(() => import('../prices/prices-page.tsx'), 'PricesPage'),
})

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  component: lazyRouteComponent(() => import('../surveys/surveys-page.tsx'), 'SurveysPage'),
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('../imports/data-page.tsx'), 'DataPage'),
})

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('../gallery/gallery-page.tsx'), 'GalleryPage'),
})

const tree = root.addChildren([
  gallery,
  overview,
  kpiRoute,
  setup,
  signOn,
  my,
  leads,
  pulse,
  surveys,
  prices,
  targets,
  data,
  settings,
  people,
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPreloadStaleTime: 0,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
