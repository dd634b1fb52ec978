import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signInOn, setUpOn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
let owner: Page
let colleague: Page
