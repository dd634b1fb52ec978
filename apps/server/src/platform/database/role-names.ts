/** Owns all tables; migrations run as it. */
export const ownerRole = 'minichat_owner'
/** What the server works as: sees one workspace at a time. */
export const appRole = 'minichat_app'
/** Owns the functions that write messages of many workspaces in one go. */
export const writerRole = 'minichat_writer'
/** Owns the job queue's schema. */
export const workerRole = 'minichat_worker'
