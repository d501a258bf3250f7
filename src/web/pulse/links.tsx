import { encode } from 'uqr'
import { formatDay } from '#core/format.ts'
import { useSay } from '../language.tsx'
import { SaveSheet } from '../parts/save-sheet.tsx'
import { words } from './messages.ts'
import type { Handed } from './pulse-page.tsx'

/** Dark on light in either theme: cameras read it so. */
const Code = ({ text, title }: { readonly text: string; readonly title: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg role="img" aria-label={title} viewBox={`0 0 ${size} ${size}`} width="112" height="112">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

/** Everybody’s link with its QR code, shown once: to keep as a sheet, to print and cut, then to hide. */
export const Links = ({ handed, onDone }: { readonly handed: Handed; readonly onDone: () => void }) => {
  const { of, language } = useSay()
  // The address this page was reached by is the one others on the same network know, too.
  const links = handed.links.map(({ link, ...one }) => ({
    ...one,
    link: window.location.origin + new URL(link).pathname,
  }))
  const name = of(words.links_list, { day: formatDay(handed.round.opened_on, language) })
  return (
    <div className="once pulse-links" role="status">
      <strong>{of(words.links_title)}</strong>
      <p className="soft">{of(words.links_hint)}</p>
      <div className="line-actions">
        <SaveSheet
          name={name}
          table={() => ({
            head: [of(words.name), of(words.team), of(words.link)],
            rows: links.map((one) => [one.name, one.team, one.link]),
          })}
        />
        <button type="button" className="quiet" onClick={() => window.print()}>
          {of(words.print)}
        </button>
        <button type="button" className="quiet" onClick={onDone}>
          {of(words.done)}
        </button>
      </div>
      <ul>
        {links.map((one) => (
          <li key={one.link}>
            <Code text={one.link} title={of(words.qr_of, { name: one.name })} />
            <div>
              <b>{one.name}</b>
              {one.team ? <small className="soft under">{one.team}</small> : null}
              <code>{one.link}</code>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
