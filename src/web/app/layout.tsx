import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { AccountMenu } from '../account/account-menu.tsx'
import { Notice } from '../account/notice.tsx'
import { SignIn } from '../account/sign-in.tsx'
import { sessionQuery } from '../data/session.ts'
import { kpiPages } from '../kpi-pages.ts'
import { useSay } from '../language.tsx'
import { ComparisonPicker } from './comparison-picker.tsx'
import { FilterChips } from './filter-chips.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LocationPicker } from './location-picker.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { keepAsked } from './search.ts'

const Mark = () => (
  <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true" className="mark">
    <path d="M1 12h5l3-9 5 15 4-9 2 3h5" />
  </svg>
)

const Navigation = () => {
  const { t } = useSay()
  const path = useLocation({ select: (location) => location.pathname })
  const { data } = useQuery(sessionQuery)
  const inSeven = path.startsWith('/kpi/')
  return (
    <nav className="nav" aria-label={t('main_navigation')}>
      <Link to="/" search={keepAsked} activeOptions={{ exact: true, includeSearch: false }}>
        {t('overview')}
      </Link>
      <Link
        to="/kpi/$slug"
        params={{ slug: kpiPages[0]!.slug }}
        search={keepAsked}
        {...(inSeven ? { 'aria-current': 'page' as const, className: 'active' } : {})}
      >
        {t('seven')}
      </Link>
      {data?.may.includes('work.list') ? (
        <Link to="/my" search={keepAsked} activeOptions={{ includeSearch: false }}>
          {t('my_work')}
        </Link>
      ) : null}
      {/* Of whoever sees nothing else; others find it where their account is. */}
      {data?.may.includes('pulse.rounds') && !data.may.includes('work.list') ? (
        <Link to="/pulse" search={keepAsked} activeOptions={{ includeSearch: false }}>
          {t('pulse')}
        </Link>
      ) : null}
      <Link to="/targets" search={keepAsked} activeOptions={{ includeSearch: false }}>
        {t('targets')}
      </Link>
      <Link to="/data" search={keepAsked} activeOptions={{ includeSearch: false }}>
        {t('data')}
      </Link>
    </nav>
  )
}

/** Header with what is looked at, then the page; before signing in, and on the way to an account, only the page. */
export const Layout = () => {
  const { t, language } = useSay()
  const session = useQuery(sessionQuery)
  const path = useLocation({ select: (location) => location.pathname })
  const outside = session.data !== undefined && session.data.via === null
  const onTheWay = path === '/setup' || path === '/sso'
  const bare = outside || onTheWay
  // Pages about something else than the numbers of a period have nothing to choose one for.
  const apart = /^\/(my|leads|pulse|surveys|prices|targets|data|settings|people)/.test(path)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  // Who asks decides what stands on the page; the numbers are on their way meanwhile.
  if (session.isPending) return null
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Notice />
      <header className="top">
        <Link to="/" search={keepAsked} className="brand">
          <Mark />
          Nhịp
        </Link>
        {session.data?.organisation ? (
          <span className="organisation" title={session.data.organisation}>
            {session.data.organisation}
          </span>
        ) : null}
        {bare ? null : <Navigation />}
        <div className="picks">
          {bare || apart ? null : (
            <>
              <PeriodPicker />
              <ComparisonPicker />
              <LocationPicker />
            </>
          )}
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {bare || apart ? null : <FilterChips />}
        {outside && !onTheWay ? <SignIn /> : <Outlet />}
      </main>
    </>
  )
}
