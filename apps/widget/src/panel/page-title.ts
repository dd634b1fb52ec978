/** Puts the unread count before the page's own title and takes it away again; a title the page sets meanwhile is kept. */
export function createPageTitle() {
  let shown: string | null = null
  let own = ''
  return (count: number): void => {
    if (shown === null || document.title !== shown) own = document.title
    const wanted = count > 0 ? `(${count}) ${own}` : own
    shown = count > 0 ? wanted : null
    if (document.title !== wanted) document.title = wanted
  }
}
