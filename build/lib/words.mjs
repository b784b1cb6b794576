const named =
  process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;

/** What the launcher says, in the language of the person. */
export const words = named.toLowerCase().startsWith('zh')
  ? {
      install: '请先运行 npm install。',
      building: '正在构建客户端，约需半分钟……',
      buildFailed: '构建失败：',
      fetching: '正在获取 Electron 运行环境，最多两分钟……',
      noElectron: '没有 Electron 运行环境，改用已安装的浏览器显示窗口。',
      electronBroken: 'Electron 无法在此运行，改用已安装的浏览器显示窗口。',
    }
  : {
      install: 'Run npm install first.',
      building: 'Building the client, about half a minute …',
      buildFailed: 'The build failed:',
      fetching: "Fetching Electron's runtime, at most two minutes …",
      noElectron: "Electron's runtime is not here, so the window opens in the installed browser.",
      electronBroken: 'Electron cannot run here, so the window opens in the installed browser.',
    };

/** Says a line on standard error: standard output belongs to the client. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
