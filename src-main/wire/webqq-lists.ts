/** Everything that `/api/` lists and `login2` answer, for those who want one name to import. */
export * from './webqq-friends.ts';
export * from './webqq-groups.ts';
export * from './webqq-session.ts';
