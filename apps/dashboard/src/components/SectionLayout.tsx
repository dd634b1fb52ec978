import { Link, Outlet } from '@tanstack/react-router'
import classes from './SectionLayout.module.css'

export type SectionPage = { to: string; label: string }

/** Pages that belong together: links to them above whichever is open. */
export function SectionLayout({ label, pages }: { label: string; pages: SectionPage[] }) {
  return (
    <>
      <nav aria-label={label} className={classes.bar}>
        <ul className={classes.list}>
          {pages.map((page) => (
            <li key={page.to}>
              <Link to={page.to} activeOptions={{ exact: true }} className={classes.link}>
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
