import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import classes from './SectionLayout.module.css'

export type SectionPage = { to: string; label: string }

/** Pages that belong together: links to them above whichever is open. */
export function SectionLayout({ label, pages }: { label: string; pages: SectionPage[] }) {
  const { pathname } = useLocation()
  const bar = useRef<HTMLElement>(null)
  // On a phone the bar is wider than the screen; the open page's link is what must be seen of it.
  useEffect(() => {
    bar.current?.querySelector(`a[href="${pathname}"]`)?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <>
      <nav ref={bar} aria-label={label} className={classes.bar}>
        <ul className={classes.list}>
          {pages.map((page) => (
            <li key={page.to}>
              <Link to={page.to} activeOptions={{ exact: true, includeSearch: false }} className={classes.link}>
                {page.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
