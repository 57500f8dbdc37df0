// Which modules share a file in the browser. By default there is one file for each set of pages that share something,
// 77 for the home page. A phone on a slow network pays for each file, however small.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What rolldown tells about modules while it forms files. */
interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

const areas = ['public', 'club', 'till', 'console'] as const;
type Area = (typeof areas)[number];

/** What loads a module: pages by area, and areas whose layout needs it, so that each of their pages does. */
interface Reach {
  readonly pages: ReadonlySet<string>;
  readonly whole: ReadonlySet<Area>;
}

const nowhere: Reach = { pages: new Set(), whole: new Set() };
const everywhere: Reach = { pages: new Set(), whole: new Set(areas) };

const route = /\/src\/routes\/(.*)$/u;
const kitEntry = /\/kit\/src\/runtime\/client\/(?:client-)?entry\.js$/u;
const generated = /\/\.svelte-kit\/generated\//u;

const areaOf = (path: string): Area | undefined =>
  path.startsWith('(public)/') ? 'public' : areas.find((area) => path.startsWith(`${area}/`));

/** Pages that load no script (`csr` is off) decide nothing. */
const isScriptless = (path: string): boolean => /^club\/surveys\/|^\(public\)\/survey\//u.test(path);

/** Few open these, and they share fields with pages of all areas: other pages must not load more for them. */
const isOfAskingStaff = (path: string): boolean =>
  /^till\/(?:survey|telephone)\/|^console\/members\/\[id\]\/telephone\//u.test(path);

/** A file of a route and its place. Kit makes a file of its own for it. */
const readRoute = (id: string): Reach | undefined => {
  const [, path] = route.exec(id) ?? [];
  if (path === undefined) return undefined;
  if (isScriptless(path) || isOfAskingStaff(path)) return nowhere;
  const area = areaOf(path);
  if (!area) return /^\+(?:layout|error)/u.test(path) ? everywhere : nowhere;
  const isWhole = path.split('/').length === 2 && /\/\+layout\.svelte$/u.test(path);
  return isWhole
    ? { pages: new Set(), whole: new Set([area]) }
    : { pages: new Set([path]), whole: new Set() };
};

/**
 * One index names all texts. The sources say which files use a text. The file of a text is in small letters, with a digit
 * at the end if the text is not.
 */
const text = /\/paraglide\/messages\/(\w+)\.js$/u;
const usersOfTexts = new Map<string, string[]>();
for (const file of globSync('src/**/*.{svelte,ts}', { cwd: import.meta.dirname }))
  if (!file.includes('paraglide'))
    for (const [, name = ''] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
      /\bm\.(\w+)/gu,
    )) {
      const key = name.toLowerCase();
      usersOfTexts.set(key, [...(usersOfTexts.get(key) ?? []), join(import.meta.dirname, file)]);
    }

const importersOf = (id: string, graph: Graph): readonly string[] => {
  const [, name = ''] = text.exec(id) ?? [];
  const users = usersOfTexts.get(name) ?? usersOfTexts.get(name.replace(/\d+$/u, ''));
  return users ?? graph.getModuleInfo(id)?.importers ?? [];
};

const reaches = new Map<string, Reach>();

const reachOf = (id: string, graph: Graph): Reach => {
  const known = reaches.get(id);
  if (known) return known;
  const [pages, whole] = [new Set<string>(), new Set<Area>()];
  const [waiting, seen] = [[id], new Set<string>([id])];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const found = readRoute(each) ?? (kitEntry.test(each) ? everywhere : undefined);
    for (const page of found?.pages ?? []) pages.add(page);
    for (const area of found?.whole ?? []) whole.add(area);
    if (found) continue;
    for (const importer of importersOf(each, graph))
      if (!seen.has(importer)) {
        seen.add(importer);
        waiting.push(importer);
      }
  }
  const reach = { pages, whole };
  reaches.set(id, reach);
  return reach;
};

const countIn = (area: Area, { pages }: Reach): number =>
  [...pages].filter((page) => areaOf(page) === area).length;
const touches = (area: Area, reach: Reach): boolean => reach.whole.has(area) || countIn(area, reach) > 0;
/** Loaded by at least this many pages of the area. */
const isCommonIn = (area: Area, reach: Reach, fewest: number): boolean =>
  reach.whole.has(area) || countIn(area, reach) >= fewest;
const isOnlyIn = (area: Area, reach: Reach): boolean =>
  areas.every((other) => other === area || !touches(other, reach));

/** Libraries whose index imports everything: who uses which module, only rolldown knows. */
const isBehindIndex = (id: string): boolean => /\/libs\/|\/node_modules\/bits-ui\//u.test(id);

/** In this order: a module that more pages need comes first, so that files import each other in one direction only. */
const files = [
  ...[
    'base',
    'people',
    'common',
    'desk',
    'desk-home',
    'forms',
    'shared-small',
    'communities-small',
    'communities-rare',
  ],
  ...[
    'late',
    'proof',
    'club',
    'home-profile',
    'club-home',
    'club-more',
    'communities',
    'feed',
    'communities-more',
    'judging',
  ],
  ...['set-up', 'public', 'discounts', 'staff-small', 'console-small'],
] as const;

const isOnlySetUp = ({ pages }: Reach): boolean =>
  [...pages].every((page) => page.startsWith('(public)/set-up/'));

const isCommunityPage = (page: string): boolean => /^club\/(?:communities|moderation|notices)\//u.test(page);
const touchesCommunities = ({ pages }: Reach): boolean => [...pages].some(isCommunityPage);

/** Communities are heavy and share little with other pages of members. */
const isOfCommunities = ({ pages }: Reach): boolean => [...pages].every(isCommunityPage);
/** Each page of members loads it, or a page of communities, which are heavy: those do not load what only the home page needs. */
const isOfMostMembers = (reach: Reach): boolean => reach.whole.has('club') || touchesCommunities(reach);

/** Menus and parts that come later: a file of members that holds them would be loaded by the whole console. */
const isLate = (id: string): boolean =>
  /\/lib\/ui\/(?:Menu|LatePart|Skeleton)\.svelte$|\/load-late\.ts$/u.test(id);

/** Visitors who report something and members who write their first post compute the same, and reports have the same reasons. */
const isProof = (id: string): boolean =>
  /\/lib\/moderation\/shared\/(?:ProofOfWork|solve|plain-key|reasons)/u.test(id);

/** What moderators who are members share with managers who judge: pages of posts load none of it. */
const isOfJudging = ({ pages, whole }: Reach): boolean =>
  whole.size === 0 &&
  [...pages].some((page) => page.startsWith('club/communities/[id]/moderation/')) &&
  [...pages].every((page) => /^(?:club\/communities\/\[id\]|console\/communities)\/moderation\//u.test(page));

/** Needed by visitors and by members, as the fields of forms; not what three pages share, as the texts of consents. */
const isOfBoth = (reach: Reach): boolean => isCommonIn('public', reach, 3) && touches('club', reach);

/** Coupons and offers of members share their tickets, which no other page needs. */
const isOfTickets = ({ pages }: Reach): boolean =>
  [...pages].every((page) => /^club\/(?:coupons|offers)\//u.test(page));

/** The profile is heavy and needs nothing else of `club-more`, so what it shares with its own pages lies apart. */
const isOfProfile = ({ pages }: Reach): boolean =>
  [...pages].every((page) => page.startsWith('club/profile/'));

/** Hints about the account, on the home page and where they are answered. */
const isOfHomeAndProfile = ({ pages }: Reach): boolean =>
  [...pages].every((page) => page === 'club/+page.svelte' || page.startsWith('club/profile/'));

/** What coupons, offers and rewards take off: other pages of members need none of it. */
const isOfDiscounts = (reach: Reach): boolean =>
  reach.whole.size === 0 &&
  countIn('club', reach) > 0 &&
  !touches('public', reach) &&
  [...reach.pages].every(
    (page) => areaOf(page) !== 'club' || /^club\/(?:coupons|offers|rewards|vouchers)\//u.test(page),
  );

/** The list of the console whose pages alone need a module, as `rules`. */
const listOf = ({ pages, whole }: Reach): string | null => {
  const [list, ...others] = new Set([...pages].map((page) => /^console\/([\w-]+)\//u.exec(page)?.[1]));
  return whole.size === 0 && others.length === 0 ? (list ?? null) : null;
};

const icon = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.(?:svelte|js)$/u;

const isSmall = (id: string): boolean => text.test(id) || icon.test(id);

/** Of the editor that two lists share, as coupons and offers do: rolldown puts its texts beside it. */
const isOfSharedEditor = ({ pages }: Reach): boolean =>
  pages.size === 4 &&
  new Set([...pages].map((page) => page.split('/')[1])).size === 2 &&
  [...pages].every((page) => /\/(?:new|\[id\])\/\+page\.svelte$/u.test(page));

/** What the API refuses, in words: only pages whose browser part calls the API by itself need these texts. */
const isOfProblems = (id: string): boolean => {
  const [, name = ''] = text.exec(id) ?? [];
  const users = usersOfTexts.get(name) ?? [];
  return users.length > 0 && users.every((file) => /\/shell\/(?:survey-problems|problem)\.ts$/u.test(file));
};

/** The feed and posts are read most, so they load nothing for what is rarely done in communities. */
const isOfPosts = ({ pages }: Reach): boolean =>
  [...pages].some((page) =>
    /^club\/communities\/\[id\]\/(?:posts\/\[postId\]\/\+page|\+page|\+layout)\.svelte$/u.test(page),
  );

/** A text or an icon that communities share with a few others. */
const fileOfMetSmall = (reach: Reach): (typeof files)[number] | null => {
  if (!touchesCommunities(reach) || isOfCommunities(reach)) return null;
  if (touches('till', reach)) return 'shared-small';
  return isOfPosts(reach) ? 'communities-small' : 'communities-rare';
};

/**
 * A text or an icon of many pages of the console would else be a file of its own, of 200 bytes. They import nothing that
 * members do not load, so they bring nothing else along.
 */
const fileOfStaff = (id: string, reach: Reach): (typeof files)[number] | null => {
  if (!isSmall(id) || isOfProblems(id)) return null;
  if (!isCommonIn('console', reach, 4) || isOfSharedEditor(reach)) return fileOfMetSmall(reach);
  if (isOfDiscounts(reach)) return 'discounts';
  if (touches('club', reach) || touches('public', reach)) return 'shared-small';
  return touches('till', reach) ? 'staff-small' : 'console-small';
};

/** What the home page shares with others; visitors and tills need little of it. */
const fileOfHome = (reach: Reach): (typeof files)[number] => {
  if (!isOnlyIn('club', reach))
    return isOfMostMembers(reach) || touches('till', reach) ? 'desk' : 'desk-home';
  if (isOfMostMembers(reach)) return 'club';
  return isOfHomeAndProfile(reach) ? 'home-profile' : 'club-home';
};

const feedPage = 'club/communities/[id]/+page.svelte';

/** The list of communities and the feed share it: a post would load it with the feed. */
const isOfLists = ({ pages }: Reach): boolean =>
  pages.size === 2 && pages.has(feedPage) && pages.has('club/communities/+page.svelte');

/** What several pages of members need, and nobody else. */
const fileOfMembers = (id: string, reach: Reach): (typeof files)[number] => {
  if (!isOfCommunities(reach)) return 'club-more';
  const isOfAll = reach.pages.has('club/communities/[id]/+layout.svelte');
  // A page that writes would load all of the feed for the word 'Delete', or to show a text.
  if (isOfAll || reach.pages.size > (isSmall(id) ? 2 : 3)) return 'communities';
  return reach.pages.has(feedPage) ? 'feed' : 'communities-more';
};

/** The home page takes what no other page needs into its own file. */
const isOnlyHome = ({ pages, whole }: Reach): boolean =>
  whole.size === 0 && pages.size === 1 && pages.has('club/+page.svelte');

/** The file of a module; null leaves it to rolldown, as the components that only tills and desks load. */
const fileOf = (id: string, graph: Graph): (typeof files)[number] | null => {
  if (route.test(id) || generated.test(id) || kitEntry.test(id) || isBehindIndex(id)) return null;
  const reach = reachOf(id, graph);
  if (isOnlyHome(reach)) return null;
  const onHome = reach.whole.has('club') || reach.pages.has('club/+page.svelte');
  const atTill = isCommonIn('till', reach, 4);
  // A text is small: few visitors' pages need it, and they should not load a big file for it.
  const isPublic = isCommonIn('public', reach, text.test(id) ? 1 : 2);
  if (onHome && atTill) return isCommonIn('public', reach, 12) ? 'base' : 'common';
  if (onHome && isPublic) return 'people';
  if (onHome) return fileOfHome(reach);
  if (isOnlyIn('public', reach) && isCommonIn('public', reach, 2))
    return isOnlySetUp(reach) ? 'set-up' : 'public';
  if (countIn('public', reach) >= 10 || countIn('club', reach) >= 5 || isOfBoth(reach)) return 'forms';
  // The frame of the console has it too, and would load all that judges texts.
  if (id.endsWith('/lib/ui/Kbd.svelte')) return 'shared-small';
  if (isOfJudging(reach)) return 'judging';
  if (isProof(id)) return 'proof';
  if (isLate(id)) return 'late';
  const liesApart = isOfTickets(reach) || isOfProfile(reach) || isOfLists(reach);
  if (isOnlyIn('club', reach) && isCommonIn('club', reach, 2) && !liesApart) return fileOfMembers(id, reach);
  return fileOfStaff(id, reach);
};

/**
 * What several parts of one list need, of which a page loads some only later, as dialogs: a text or an icon of them
 * would be a file of its own for each set of parts.
 */
const fileOfList = (id: string, graph: Graph): string | null => {
  if (!isSmall(id) || isBehindIndex(id) || fileOf(id, graph) !== null) return null;
  const reach = reachOf(id, graph);
  const users = new Set(importersOf(id, graph).filter((user) => !user.endsWith('.server.ts')));
  const list = users.size > 1 ? listOf(reach) : null;
  return list === null ? null : `${list}-small`;
};

/** The files as rolldown wants them. */
export const groups = [
  ...files.map((file, index) => ({
    name: (id: string, graph: Graph): string | null => (fileOf(id, graph) === file ? file : null),
    debugName: file,
    priority: files.length - index,
  })),
  { name: fileOfList, debugName: 'of a list', priority: 0 },
];
