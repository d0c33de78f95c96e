/** So many single reservations one address can name (about 6,400 characters). */
export const EXPORT_IDS_MAX = 200;
/** So many exports one operator may have under way. */
export const EXPORTS_AT_ONCE = 3;
