import { Controller } from '@nestjs/common';
import {
  getMemberScores,
  getScoreRun,
  getScoreSettings,
  listMemberScores,
  listScoreRuns,
  listScoreSettingsVersions,
  setScoreSettings,
  startScoreRun,
  type MemberScores as ShownScores,
  type ReplyOf,
  type ScoreRun,
  type ScoreRunDetail,
  type ScoreSettings as ShownSettings,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { MemberScores } from './member-scores.ts';
import { ScoreFigures } from './score-figures.ts';
import { ScoreRuns } from './score-runs.ts';
import { ScoreSettings } from './score-settings.ts';

@Controller()
export class ScoresController {
  constructor(
    private readonly settings: ScoreSettings,
    private readonly runs: ScoreRuns,
    private readonly figures: ScoreFigures,
    private readonly scores: MemberScores,
  ) {}

  @Contract(getScoreSettings)
  async showSettings(): Promise<ShownSettings> {
    return this.settings.show();
  }

  @Contract(setScoreSettings)
  async chooseSettings(
    @Input() { body }: InputOf<typeof setScoreSettings>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ShownSettings> {
    return this.settings.choose(actor, body, version);
  }

  @Contract(listScoreSettingsVersions)
  async settingsVersions(
    @Input() { query }: InputOf<typeof listScoreSettingsVersions>,
  ): Promise<ReplyOf<typeof listScoreSettingsVersions>> {
    return this.settings.versions(query);
  }

  @Contract(startScoreRun)
  async start(): Promise<ScoreRun> {
    return this.runs.start();
  }

  @Contract(listScoreRuns)
  async list(@Input() { query }: InputOf<typeof listScoreRuns>): Promise<ReplyOf<typeof listScoreRuns>> {
    return this.runs.list(query);
  }

  @Contract(getScoreRun)
  async show(@Input() { params }: InputOf<typeof getScoreRun>): Promise<ScoreRunDetail> {
    return this.figures.of(await this.runs.byId(params.id));
  }

  @Contract(listMemberScores)
  async members(
    @Input() { query }: InputOf<typeof listMemberScores>,
  ): Promise<ReplyOf<typeof listMemberScores>> {
    return this.scores.list(query);
  }

  @Contract(getMemberScores)
  async ofMember(@Input() { params }: InputOf<typeof getMemberScores>): Promise<ShownScores> {
    return this.scores.of(params.id);
  }
}
