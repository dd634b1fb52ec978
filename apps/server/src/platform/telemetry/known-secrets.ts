import type { Config } from '../../config.ts'

/** This installation's own secrets, which no log and no stored error may repeat. */
export function knownSecrets(config: Config): string[] {
  const { secretKeys, metricsToken, mail } = config
  const urls = [config.databaseUrl, config.databaseMigrationUrl, config.databaseDirectUrl, config.redisUrl]
  const smtpLogin = mail?.via.kind === 'smtp' ? mail.via.server.login : null
  return [
    ...urls.flatMap((url) => passwordsIn(url ?? '')),
    ...(secretKeys ? [secretKeys.current, ...secretKeys.old].map((key) => key.toString('base64')) : []),
    ...(metricsToken ? [metricsToken] : []),
    // The second as AUTH PLAIN sends it; its base64 is masked as well.
    ...(smtpLogin ? [smtpLogin.password, `\0${smtpLogin.user}\0${smtpLogin.password}`] : []),
    ...(mail?.via.kind === 'sendgrid' ? [mail.via.apiKey] : []),
    ...(config.inboundMail?.tls ? [config.inboundMail.tls.key] : []),
    ...(config.storage.kind === 's3' && config.storage.credentials ? [config.storage.credentials.secretAccessKey] : []),
    ...config.signInProviders.map(({ clientSecret }) => clientSecret),
  ]
}

/** As the address spells it, and as it is. */
function passwordsIn(url: string): string[] {
  const spelt = URL.parse(url)?.password
  if (!spelt) return []
  try {
    return [spelt, decodeURIComponent(spelt)]
  } catch {
    return [spelt]
  }
}
