// The import rules of ARCHITECTURE.md. Each message states the rule and the fix.

// Each feature may use the features on the lines before it. Features on the same line may not use each other.
export const featureOrder = [
  ['club'],
  ['identity'],
  ['approvals'],
  ['members'],
  ['legal'],
  ['permissions'],
  ['interests'],
  ['cards'],
  ['sales', 'rate-tables'],
  ['facts', 'collect'],
  ['points'],
  ['tiers'],
  ['earning'],
  ['custom-events'],
  ['rewards', 'discounts', 'manual-discounts'],
  ['coupons'],
  ['offers'],
  ['challenges'],
  ['purchases'],
  ['checkout', 'referrals'],
  ['scores', 'happenings'],
  ['bulk', 'merges'],
  ['segments'],
  ['tasks', 'notes'],
  ['messages'],
  ['notices'],
  ['surveys', 'communities', 'service', 'magazine'],
  ['posts'],
  ['moderation', 'gatherings', 'product-tests'],
  ['newsletters'],
  ['campaigns'],
  ['journeys'],
  ['till', 'home', 'overview', 'audit', 'webhooks'],
  ['imports', 'exports', 'privacy'],
  ['staff', 'mailing', 'delivery'],
  ['setup'],
];

const features = '^apps/api/src/features';
const tests = '\\.test\\.ts$';
const sqlLibraries = '(^|/)node_modules/(typeorm|pg|pg-copy-streams|pg-query-stream)/';
const inOrder = featureOrder
  .map((siblings) => (siblings.length > 1 ? `{${siblings.join(', ')}}` : siblings[0]))
  .join(' ← ');

/** One rule per feature: it may not use later features or those on the same line. */
const orderLaws = featureOrder.flatMap((siblings, place) =>
  siblings.flatMap((feature) => {
    const outOfReach = [
      ...siblings.filter((sibling) => sibling !== feature),
      ...featureOrder.slice(place + 1).flat(),
    ];
    if (outOfReach.length === 0) return [];
    return law(
      `order-of-features-${feature}`,
      `"${feature}" may only use features before it: ${inOrder}. Fix: publish an event that the later feature listens ` +
        'to, register a part in members, or move what both need into the earlier one.',
      { path: `${features}/${feature}/` },
      { path: `${features}/(${outOfReach.join('|')})/` },
    );
  }),
);

// The portal uses the names of the API's features. `events` shows the subscriptions that the platform stores.
const portalFeatures = [...featureOrder.flat(), 'events'];
const lib = '^apps/portal/src/lib';
const frame = '(ui|shell|server|paraglide)';
// Which part of a feature the pages of an audience may use besides `shared`. A person who sets up a club counts as a
// manager.
const audiences = [
  { pages: 'routes/club', part: 'member' },
  { pages: 'routes/till', part: 'till' },
  { pages: 'routes/(console|\\(public\\)/set-up)', part: 'console' },
  { pages: 'routes/(\\(public\\)/(?!set-up/)|(?!club/|till/|console/|\\(public\\)/))', part: 'shared' },
];
const parts = ['console', 'till', 'member', 'shared'];

const portalLaws = [
  law(
    'portal-frame-knows-no-feature',
    'lib/{ui, shell, server} serve every page and know no feature. Fix: pass the data as props, or move the file to lib/<feature>/<audience>.',
    { path: `${lib}/(ui|shell|server)/` },
    { path: `${lib}/`, pathNot: `${lib}/${frame}/` },
  ),
  law(
    'portal-features-by-what-they-share',
    'A feature of the portal uses only the shared/ part of another. Fix: move the common code into shared/ of the feature that owns it, or let the page combine both.',
    { path: `${lib}/([^/]+)/`, pathNot: `${lib}/${frame}/` },
    { path: `${lib}/[^/]+/(console|till|member)/`, pathNot: `${lib}/$1/` },
  ),
  law(
    'portal-audiences-of-a-feature',
    'Console, till and member of one feature share only its shared/, and shared/ knows none of them. Fix: move the common code into shared/.',
    { path: `${lib}/([^/]+)/(${parts.join('|')})/` },
    { path: `${lib}/$1/(console|till|member)/`, pathNot: `${lib}/$1/$2/` },
  ),
  ...audiences.map(({ pages, part }) => {
    const foreign = parts.filter((other) => other !== part && other !== 'shared').join('|');
    return law(
      `portal-pages-of-${part}`,
      `These pages use ${part === 'shared' ? 'only shared/' : `${part}/ and shared/`} of a feature. Fix: move code for several audiences into shared/.`,
      { path: `^apps/portal/src/${pages}` },
      { path: `${lib}/[^/]+/(${foreign})/` },
    );
  }),
  law(
    'portal-feature-without-a-place',
    `Files of lib are in lib/{ui, shell, server} or lib/<feature>/{${parts.join(', ')}}, and the portal's features have the names of the API's. Fix: move the file to the feature whose endpoints it uses.`,
    {
      path: `${lib}/`,
      pathNot: [`${lib}/${frame}/`, `${lib}/(${portalFeatures.join('|')})/(${parts.join('|')})/`],
    },
    {},
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    law(
      'no-circles',
      'These files import each other in a circle. Fix: move the common code into a third file.',
      // A component may contain itself. Svelte renders trees this way.
      { path: '^([\\w/-]+)\\.svelte$|^' },
      { circular: true, pathNot: '^$1\\.svelte$' },
    ),
    law(
      'no-dead-ends',
      'This import cannot be resolved. Fix: correct the path, or declare the dependency.',
      {},
      {
        couldNotResolve: true,
        pathNot: ['^\\$(app|env)/', '^#lib/paraglide/', '^\\./\\$types', '\\?(url|raw)$'],
      },
    ),
    law(
      'conditions-import-nothing',
      'libs/conditions contains only the language: no library, no Node, no I/O. Fix: pass the data as an argument.',
      { path: '^libs/conditions/src/', pathNot: tests },
      { pathNot: '^libs/conditions/src/' },
    ),
    law(
      'loyalty-stands-alone',
      'libs/loyalty is pure: conditions, no library, no Node, no I/O. Fix: pass the value in (now, random, rows) as an argument.',
      { path: '^libs/loyalty/src/', pathNot: tests },
      { pathNot: '^libs/(loyalty/src/|conditions/src/index\\.ts$)' },
    ),
    law(
      'loyalty-is-tested-alone',
      'The tests of libs/loyalty use vitest, fast-check, conditions and loyalty. Fix: move a test that needs more to test/api.',
      { path: `^libs/loyalty/src/.*${tests}` },
      { path: '^(apps|test|tools|libs/(?!loyalty/|conditions/))' },
    ),
    law(
      'contracts-know-only-zod',
      'libs/contracts imports only zod and conditions. Fix: describe the shape here, decide and convert in apps/api.',
      { path: '^libs/contracts/src/', pathNot: tests },
      { pathNot: ['^libs/contracts/src/', '^libs/conditions/src/index\\.ts$', '(^|/)node_modules/zod/'] },
    ),
    law(
      'endpoints-without-zod',
      'Browsers load libs/contracts/src/endpoints: nothing there loads zod or a schema. Fix: put the schema into schemas/, under the name of the endpoint.',
      { path: '^libs/contracts/src/endpoints/', pathNot: tests },
      {
        pathNot: [
          '^libs/contracts/src/endpoints/',
          '^libs/contracts/src/(problems|device-name)\\.ts$',
          '^libs/contracts/src/events/scopes\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    law(
      'browser-without-zod',
      'Browser code imports values from @regulars/contracts/endpoints, and only types from @regulars/contracts. Fix: import from /endpoints, or move it to a *.server.ts.',
      {
        path: '^apps/portal/src/',
        pathNot: [
          '^apps/portal/src/(hooks\\.server\\.ts$|lib/server/)',
          '\\.server\\.ts$',
          '/\\+server\\.ts$',
          tests,
        ],
      },
      {
        path: ['^libs/contracts/src/index\\.ts$', '(^|/)node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    law(
      'client-knows-only-contracts',
      'libs/client is published, and browsers load it, so it imports only contracts. Fix: move the shape into contracts.',
      { path: '^libs/client/src/', pathNot: tests },
      { pathNot: ['^libs/client/src/', '^libs/contracts/src/(endpoints/)?index\\.ts$'] },
    ),
    law(
      'local-postgres-knows-only-node',
      'libs/local-postgres starts a server and imports only Node. Fix: talk to the database in apps/api.',
      { path: '^libs/local-postgres/src/', pathNot: tests },
      { pathNot: '^libs/local-postgres/src/', dependencyTypesNot: ['core'] },
    ),
    law(
      'log-knows-only-pino',
      'libs/log writes lines for API and portal and imports only Node and pino. Fix: pass the content of a line as fields.',
      { path: '^libs/log/src/', pathNot: tests },
      { pathNot: ['^libs/log/src/', '(^|/)node_modules/pino/'], dependencyTypesNot: ['core'] },
    ),
    law(
      'libraries-by-their-front-door',
      'A library is imported by its name, never by a path into it. Fix: export it from the index.ts of the library.',
      { path: '^(apps|libs)/([^/]+)/', pathNot: tests },
      {
        path: '^libs/[^/]+/src/',
        pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/contracts/src/endpoints/index\\.ts$', '^$1/$2/'],
      },
    ),
    law(
      'apps-stay-apart',
      'The API and the portal know each other only over HTTP. Fix: put the shape in contracts, the call in client.',
      { path: '^apps/([^/]+)/src/' },
      { path: '^apps/[^/]+/src/', pathNot: '^apps/$1/' },
    ),
    law(
      'api-does-not-call-itself',
      'The API does not use its own client. Fix: call the service of the feature.',
      { path: '^apps/api/src/', pathNot: tests },
      { path: '^libs/client/' },
    ),
    law(
      'portal-has-no-database',
      'The portal reaches data only through the API. Fix: add the call to contracts and the API.',
      { path: '^apps/portal/src/' },
      { path: ['^libs/local-postgres/', sqlLibraries] },
    ),
    law(
      'platform-below-features',
      'The platform serves every feature and knows none. Fix: let the feature register itself with the platform.',
      { path: '^apps/api/src/platform/', pathNot: tests },
      { path: `${features}/` },
    ),
    law(
      'features-by-their-front-door',
      "Another feature is used only through its index.ts, never its tables or files. Fix: import from '../<feature>/index.ts', and export there what it promises.",
      { path: `${features}/([^/]+)/`, pathNot: tests },
      { path: `${features}/[^/]+/`, pathNot: [`${features}/$1/`, `${features}/[^/]+/index\\.ts$`] },
    ),
    law(
      'application-uses-front-doors',
      'The application combines features through their index.ts; code without decorators comes from tools.ts. Fix: export the module there.',
      { path: '^apps/api/src/', pathNot: [`${features}/`, tests] },
      { path: `${features}/[^/]+/`, pathNot: `${features}/[^/]+/(index|tools)\\.ts$` },
    ),
    law(
      'feature-without-a-place',
      `Every feature has a place in the order: ${inOrder}. Fix: give the new one its place in .dependency-cruiser.mjs.`,
      { path: `${features}/`, pathNot: `${features}/(${featureOrder.flat().join('|')})/` },
      {},
    ),
    ...orderLaws,
    law(
      'controllers-ask-services',
      'A controller calls its service and nothing below. Fix: give the service a method named after the action.',
      { path: `${features}/.*\\.controller\\.ts$` },
      { path: [`${features}/.*\\.repository\\.ts$`, `${features}/.*/entities/`, sqlLibraries] },
    ),
    law(
      'services-do-not-look-up',
      'Services, repositories and entities know no controller. Fix: put the shared shape in contracts or in a file of its own.',
      { path: `${features}/.*(\\.(service|repository|job|events)\\.ts$|/entities/)` },
      { path: `${features}/.*\\.controller\\.ts$` },
    ),
    law(
      'repositories-do-not-look-up',
      'A repository speaks SQL and knows no service. Fix: pass what it needs as an argument.',
      { path: `${features}/.*(\\.repository\\.ts$|/entities/)` },
      { path: `${features}/.*\\.service\\.ts$` },
    ),
    law(
      'sql-in-repositories',
      'Only *.repository.ts, entities and the platform talk to the database. Fix: give a repository a method for it.',
      {
        path: '^apps/api/src/',
        pathNot: ['^apps/api/src/platform/', '\\.repository\\.ts$', '/entities/', tests],
      },
      { path: sqlLibraries },
    ),
    law(
      'entities-in-repositories',
      'An entity is a row: the repositories of its feature read and write it, its module registers it. Fix: give a repository a method for it.',
      { path: `${features}/`, pathNot: ['\\.(repository|module)\\.ts$', '/entities/', tests] },
      { path: `${features}/.*/entities/` },
    ),
    law(
      'ui-knows-no-domain',
      'lib/ui is the design system: no feature, no contract, no route. Fix: pass plain values and snippets as props.',
      { path: '^apps/portal/src/lib/ui/' },
      { path: ['^apps/portal/src/lib/(?!ui/|paraglide/)', '^apps/portal/src/routes/', '^libs/'] },
    ),
    law(
      'components-below-routes',
      'Components do not know the pages that show them. Fix: pass the data as props, move the shared part into lib.',
      { path: '^apps/portal/src/lib/' },
      { path: '^apps/portal/src/routes/' },
    ),
    law(
      'audiences-apart',
      'Pages of members, till and console share only lib. Fix: move the shared component into lib/<feature>.',
      { path: '^apps/portal/src/routes/(\\([^/]+\\)|[^/]+)/' },
      { path: '^apps/portal/src/routes/(\\([^/]+\\)|[^/]+)/', pathNot: '^apps/portal/src/routes/$1/' },
    ),
    ...portalLaws,
    law(
      'product-knows-no-tests',
      'The product imports neither tests nor tools. Fix: move the code into the product.',
      { path: '^(apps|libs)/', pathNot: tests },
      {
        path: [
          '^test/',
          '^tools/',
          '^lab/',
          '(^|/)node_modules/(vitest|playwright-core|supertest|fast-check)/',
          tests,
        ],
      },
    ),
    law(
      'nobody-needs-the-lab',
      'Product, tests and tools work without the lab. Fix: move the common code into test/faults or test/support.',
      { path: '^(apps|libs|test|tools)/' },
      { path: '^lab/' },
    ),
    law(
      'speaking-names',
      'No utils, helpers or common: such files collect unrelated code. Fix: name the file after what it does.',
      { path: '(^|/)(utils?|helpers?|common|misc)(/|\\.[cm]?[jt]s$)', pathNot: 'node_modules' },
      {},
    ),
  ],
  options: {
    // Generated, and thousands of files.
    exclude: { path: ['^(apps|libs)/[^/]+/(dist|build|\\.svelte-kit)/', '/paraglide/messages/'] },
    doNotFollow: { path: '(^|/)node_modules/' },
    moduleSystems: ['es6'],
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@regulars/source', 'svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.svelte.ts', '.json', '.d.ts'],
    },
  },
};

/**
 * @param {string} name
 * @param {string} comment
 * @param {import('dependency-cruiser').IFromRestriction} from
 * @param {import('dependency-cruiser').IToRestriction} to
 */
function law(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}
