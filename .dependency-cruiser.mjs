/**
 * The import law: a file imports only from the rooms named here, and from its own. Type-only imports count too.
 * `electron` belongs to the Electron entry and its shell; `node:` never reaches the code that runs in a window.
 */
const rooms = {
  'src-shared': [],
  'src-main/wire': ['src-shared'],
  'src-main/net': ['src-shared'],
  'src-main/store': ['src-shared'],
  'src-main/engine': ['src-shared', 'src-main/wire', 'src-main/net'],
  'src-main/server': ['src-shared', 'src-main/wire', 'src-main/net', 'src-main/store/sqlite.ts'],
  'src-main/core': ['src-shared', 'src-main/net', 'src-main/store', 'src-main/engine/engine.ts'],
  'src-main/ui': ['src-shared', 'src-main/net', 'src-main/store', 'src-main/core'],
  'src-main/host': [
    'src-shared',
    'src-main/net',
    'src-main/store',
    'src-main/server',
    'src-main/ui',
    'src-main/command-line.ts',
  ],
  'src-main/shell': ['src-shared', 'src-main/net', 'src-main/store', 'src-main/core', 'src-main/ui'],
  'src-renderer': ['src-shared'],
};

const anyOf = (paths) => `^(${paths.map((path) => path.replaceAll('.', '\\.')).join('|')})(/|$)`;
const ownRooms = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room} stays in its place`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: '^src-', pathNot: anyOf([room, ...allowed]) },
}));

export default {
  forbidden: [
    ...ownRooms,
    {
      name: 'one engine never sees another',
      severity: 'error',
      from: { path: '^src-main/engine/([^/]+)/' },
      to: { path: '^src-main/engine/[^/]+/', pathNot: '^src-main/engine/$1/' },
    },
    {
      name: 'only the Electron entry knows Electron',
      severity: 'error',
      from: { pathNot: '^src-main/(main\\.ts|preload\\.ts|shell/|ui/electron-port(\\.test)?\\.ts)' },
      to: { path: '(^electron$|node_modules/electron/|node_modules/electron-store/)' },
    },
    {
      name: 'no Node modules in window code',
      severity: 'error',
      from: { path: '^src-(shared|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-shared imports nothing but the validator',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
