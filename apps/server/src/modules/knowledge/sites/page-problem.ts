import type { PageProblem } from '@minichat/contracts'

/** Why a page was not read: what owners are shown, in their words. */
export class PageRefused extends Error {
  readonly problem: PageProblem
  constructor(problem: PageProblem, cause?: unknown) {
    super(problem, { cause })
    this.name = 'PageRefused'
    this.problem = problem
  }
}

/** What the site itself says of a page, so that it is taken out at once; anything else may be a bad moment. */
const said: readonly PageProblem[] = [
  'robots_forbid',
  'no_index',
  'left_site',
  'same_as_other',
  'not_a_page',
  'no_text',
]
export const isSaidBySite = (problem: PageProblem): boolean => said.includes(problem)
