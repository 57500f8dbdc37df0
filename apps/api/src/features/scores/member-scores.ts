import { Injectable } from '@nestjs/common';
import type {
  listMemberScores,
  MemberKind,
  MemberScores as Shown,
  QueryOf,
  ScoredMember,
  UseOfData,
} from '@regulars/contracts';
import { everyRfm, groupOf, type RfmScores } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Reader, type Wording } from '../club/index.ts';
import { MemberKinds } from '../members/index.ts';
import { Permissions } from '../permissions/index.ts';
import { MemberScoresRepository, type ListedScores, type ScoresRow } from './member-scores.repository.ts';
import { keptSettings, type ToldOwn } from './kept-run.ts';
import { OwnScoresRepository } from './own-scores.repository.ts';
import { shownCuts } from './score-run.ts';
import { ScoreRunsRepository, type StoredRun } from './score-runs.repository.ts';

/** Scores of members, by the current run. Each reading asks whether the member still allows them. */
@Injectable()
export class MemberScores {
  constructor(
    private readonly scores: MemberScoresRepository,
    private readonly runs: ScoreRunsRepository,
    private readonly permissions: Permissions,
    private readonly reader: Reader,
    private readonly kinds: MemberKinds,
    private readonly own: OwnScoresRepository,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<Shown> {
    const { allowed, reason, country } = await this.permissions.permits(memberId, 'profiling');
    const use = { allowed, reason, country };
    const run = await this.runs.current();
    const wording = await this.reader.wording();
    const told = run && allowed ? await this.own.ofMember(memberId) : {};
    const about = {
      asOf: run ? toInstant(run.as_of) : null,
      windowDays: run?.settings.windowDays ?? null,
      use,
      own: run ? ownOf(told, run, wording) : [],
    };
    const { kind } = await this.kinds.of(memberId);
    const row = run && allowed ? await this.scores.find(run.id, memberId) : undefined;
    if (!run || !row?.class || !run.cuts) return { ...about, reason: whyNone(run, kind, use), scores: null };
    return { ...about, reason: null, scores: explained(row, run, wording) };
  }

  /** The best first. */
  async list({ limit, cursor, ...asked }: QueryOf<typeof listMemberScores>): Promise<Page<ScoredMember>> {
    const run = await this.runs.current();
    if (!run) return { data: [], cursor: { next: null } };
    const [after] = readCursor(cursor, 'number') ?? [0];
    const filter = {
      recency: asked.recency ?? null,
      frequency: asked.frequency ?? null,
      class: asked.class ?? null,
      combinations: asked.group === undefined ? null : combinationsOf(run, asked.group),
    };
    const rows = await this.scores.list(run.id, after, filter, limit + 1);
    const allowed = await this.permissions.permitted(
      rows.map(({ member_id }) => member_id),
      'profiling',
    );
    const wording = await this.reader.wording();
    const { data, cursor: rest } = page(
      rows,
      limit,
      (row) => row,
      ({ rank }) => [rank],
    );
    const shown = data.filter(({ member_id }) => allowed.has(member_id));
    return { data: shown.map((row) => listed(row, run, wording)), cursor: rest };
  }
}

/** What the run told. While another one is under way, it may have told scores of other parts already. */
const ownOf = (told: ToldOwn, run: StoredRun, { of }: Wording): Shown['own'] =>
  keptSettings(run.settings).scores.flatMap(({ key, name, parts }) => {
    const score = told[key];
    if (score?.parts.length !== parts.length) return [];
    const given = parts.map((part, index) => ({ name: of(part.name), points: score.parts[index] ?? 0 }));
    return [{ key, name: of(name), value: score.value, parts: given }];
  });

const whyNone = (
  run: StoredRun | undefined,
  kind: MemberKind,
  { allowed }: Pick<UseOfData, 'allowed'>,
): Shown['reason'] => {
  if (!allowed) return 'not-permitted';
  if (kind !== 'customer') return 'no-customer';
  if (!run) return 'no-run';
  return run.outcome === 'too-few' ? 'too-few' : 'no-purchase';
};

const combinationsOf = ({ settings: { groups } }: StoredRun, key: string): number[] =>
  everyRfm
    .filter((scores) => groupOf(groups, scores)?.key === key)
    .map(({ recency, frequency, monetary }) => recency * 100 + frequency * 10 + monetary);

const groupOfScores = (
  { settings: { groups } }: StoredRun,
  scores: RfmScores,
  { of }: Wording,
): { key: string; name: string } => {
  const group = groupOf(groups, scores);
  return { key: group?.key ?? '', name: of(group?.name) };
};

const scoresOf = (row: ScoresRow) => {
  const { recency, frequency, monetary, days, purchases, value, rank } = row;
  return { recency, frequency, monetary, class: row.class, days, purchases, value, rank };
};

const listed = (row: ListedScores, run: StoredRun, wording: Wording): ScoredMember => ({
  memberId: row.member_id,
  name: row.name,
  group: groupOfScores(run, row, wording),
  currency: run.currency,
  own: Object.entries(row.own ?? {}).map(([key, { value }]) => ({ key, value })),
  ...scoresOf(row),
});

const explained = (row: ScoresRow, run: StoredRun, wording: Wording): NonNullable<Shown['scores']> => {
  const { a, b } = run.settings.shares;
  return {
    ...scoresOf(row),
    group: groupOfScores(run, row, wording),
    currency: run.currency,
    buyers: run.buyers ?? 0,
    upToShare: percentOf(row.up_to, run.value ?? 0),
    shares: { a, b },
    cuts: run.cuts ? shownCuts(run.cuts) : { recency: [], frequency: [], monetary: [] },
  };
};

/** To a tenth. */
const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
