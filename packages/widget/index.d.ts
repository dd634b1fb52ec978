export type Locale = 'en' | 'th'

/** Small facts: texts of at most 200 characters, numbers, true or false. */
export type Fact = string | number | boolean

/** What the page tells of its visitor. What is left out stays as it was; null takes a value away. */
export type Profile = {
  /**
   * By which your server proves who the visitor is: a JSON Web Token, see docs/visitor-identity.md. Their chats follow
   * them to every device, and nobody else can read them.
   */
  token?: string
  /** The page's own id of the user. It is never sent: it only tells that somebody else is there now. */
  userId?: string | number
  name?: string | null
  email?: string | null
  phone?: string | null
  /** At most 20. Names begin with a letter: up to 40 letters, digits, dots, hyphens, underscores. */
  attributes?: Record<string, Fact | null>
}

export type Look = {
  locale?: Locale
  /** auto: as the device is. */
  theme?: 'light' | 'dark' | 'auto'
  position?: 'left' | 'right'
  /** Such as #0f766e. */
  accentColor?: string
}

export type EventDetails = {
  /** The launcher is there. Told at once to those who listen later. */
  ready: undefined
  open: undefined
  close: undefined
  /** The AI or a member has said something. */
  message: { id: string; author: 'ai' | 'member'; name: string | null; text: string; createdAt: string }
  /** The server has a message of the visitor. */
  sent: { id: string; clientMessageId: string; text: string }
  /** How many messages came while the chat was closed. */
  unread: { count: number }
  /** The proof of who the visitor is ends in a minute, or has ended: call `identify` with a fresh token. */
  identityExpired: undefined
  /** Why there is no chat, or what went wrong in it: a code, such as ORIGIN_NOT_ALLOWED. */
  error: { code: string; clientMessageId?: string }
  /** Where the chat stands, who answers, and whether the network is there. */
  status: {
    status: 'open' | 'closed'
    handledBy: 'ai' | 'member'
    memberName: string | null
    memberOnline: boolean
    connection: 'online' | 'offline' | 'reconnecting'
  }
}

export type EventName = keyof EventDetails
export type Listener<Name extends EventName> = (detail: EventDetails[Name]) => void

/** What a page may do. Nothing throws and nothing is given back; what is wrong is said in the console. */
export type Commands = {
  open: () => void
  close: () => void
  toggle: () => void
  /** Shows the launcher again. */
  show: () => void
  /** Takes the launcher away; `open` still opens the chat. */
  hide: () => void
  /** May be called on every page view. With another token or userId, or another email without one, the chat begins anew. */
  identify: (profile: Profile) => void
  update: (look: Look) => void
  setLocale: (locale: Locale) => void
  /** Something the visitor did, for the members who talk to them. Waits in the page until there is a chat. */
  track: (name: string, properties?: Record<string, Fact>) => void
  /**
   * true: the chat may be kept on the device, and pages and device beside it on the server. false: all of that is deleted,
   * now and from now on.
   */
  consent: (given: boolean) => void
  on: <Name extends EventName>(event: Name, listener: Listener<Name>) => void
  off: <Name extends EventName>(event: Name, listener: Listener<Name>) => void
  /** Ends the chat and forgets the visitor: for when they sign out. */
  reset: () => void
  /** Takes the widget off the page, with every node, listener and timer. The script may then be added again. */
  shutdown: () => void
}

export type CommandName = keyof Commands
/** A command with its arguments, as it waits in the queue. */
export type Call =
  | { [Name in Exclude<CommandName, 'on' | 'off'>]: [Name, ...Parameters<Commands[Name]>] }[Exclude<
      CommandName,
      'on' | 'off'
    >]
  | { [Name in EventName]: ['on' | 'off', Name, Listener<Name>] }[EventName]

export type MiniChat = Commands & {
  /** Messages that came while the chat was closed. */
  readonly unread: number
  readonly version: string
  /** Key of the widget. */
  readonly widget: string
  /** Runs calls at once: what was pushed before the script had loaded has run by now. */
  q: { push: (...calls: Call[]) => void }
}

/** What a page puts in place before the script has loaded; the calls run in their order when it has. */
export type MiniChatQueue = Partial<Commands> & { q: Call[] }

declare global {
  interface Window {
    MiniChat?: MiniChat | MiniChatQueue
  }
}

/** The chat of this page, whether or not its script has loaded yet. Does nothing where there is no page (on a server). */
export declare const minichat: Commands & { readonly unread: number }
