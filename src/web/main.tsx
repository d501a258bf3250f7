import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { makeRouter } from './app/router.tsx'
import { Refusal } from './data/ask.ts'
import { sessionQuery } from './data/session.ts'
import './styles/fonts.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/overview.css'
import './styles/table.css'
import './styles/chart.css'
import './styles/kpi.css'
import './styles/gallery.css'
import './styles/map.css'
import './styles/sheet.css'
import './styles/forms.css'
import './styles/imports.css'
import './styles/work.css'
import './styles/leads.css'
import './styles/pulse.css'
import './styles/prices.css'
import './styles/surveys.css'
import './styles/print.css'

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A session that has ended is noticed by whatever asks first; then signing in comes before everything.
      if (error instanceof Refusal && error.status === 401 && query.queryKey[0] !== sessionQuery.queryKey[0])
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      // A refusal will be the same the next time; a line that dropped may be back.
      retry: (failures, error) => failures < 2 && error instanceof Refusal && error.code === 'network',
    },
  },
})

createRoot(document.getElementById('app')!).render(
  <QueryClientProvider client={queries}>
    <RouterProvider router={makeRouter(queries)} />
  </QueryClientProvider>,
)
