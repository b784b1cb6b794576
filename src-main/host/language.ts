/** The language for lines on a terminal: Chinese where the environment says so, else English. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): 'zh' | 'en' {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG || new Intl.DateTimeFormat().resolvedOptions().locale;
  return named.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
