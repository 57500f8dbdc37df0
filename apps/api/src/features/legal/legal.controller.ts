import { Controller } from '@nestjs/common';
import {
  getLegalDraft,
  getLegalSettings,
  getLegalText,
  getLegalVersion,
  listLegalTemplates,
  listLegalTexts,
  listLegalVersions,
  publishLegalText,
  saveLegalDraft,
  setLegalSettings,
  type LegalDraft,
  type LegalSettings as ShownSettings,
  type LegalText,
  type ReplyOf,
  type WholeLegalVersion,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
  SentVersion,
} from '../../platform/http/contract.ts';
import { Reader } from '../club/index.ts';
import { LegalPublishing } from './legal-publishing.ts';
import { LegalSettings } from './legal-settings.ts';
import { LegalTemplates } from './legal-templates.ts';
import { LegalTexts } from './legal-texts.ts';
import { LegalWriting } from './legal-writing.ts';

const whole = <Item>(data: Item[]): { data: Item[]; cursor: { next: null } } => ({
  data,
  cursor: { next: null },
});

@Controller()
export class LegalController {
  constructor(
    private readonly texts: LegalTexts,
    private readonly writing: LegalWriting,
    private readonly publishing: LegalPublishing,
    private readonly templates: LegalTemplates,
    private readonly settings: LegalSettings,
    private readonly reader: Reader,
  ) {}

  @Contract(listLegalTexts)
  async list(): Promise<ReplyOf<typeof listLegalTexts>> {
    return whole(await this.texts.list());
  }

  @Contract(getLegalText)
  async read(@Input() { params, query }: InputOf<typeof getLegalText>): Promise<LegalText> {
    const language = query.language ?? (await this.reader.wording()).language;
    return this.texts.read(params.kind, { language, version: query.version });
  }

  @Contract(listLegalVersions)
  async versions(
    @Input() { params, query }: InputOf<typeof listLegalVersions>,
  ): Promise<ReplyOf<typeof listLegalVersions>> {
    return this.texts.versionsOf(params.kind, query);
  }

  @Contract(getLegalVersion)
  async version(@Input() { params }: InputOf<typeof getLegalVersion>): Promise<WholeLegalVersion> {
    return this.texts.whole(params.kind, params.version);
  }

  @Contract(publishLegalText)
  async publish(
    @Input() { params, body }: InputOf<typeof publishLegalText>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<WholeLegalVersion> {
    return this.publishing.publish(actor, params.kind, body, version);
  }

  @Contract(getLegalDraft)
  async draft(@Input() { params }: InputOf<typeof getLegalDraft>): Promise<LegalDraft> {
    return this.writing.draft(params.kind);
  }

  @Contract(saveLegalDraft)
  async save(
    @Input() { params, body }: InputOf<typeof saveLegalDraft>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<LegalDraft> {
    return this.writing.save(actor, params.kind, body.content, version);
  }

  @Contract(listLegalTemplates)
  async listTemplates(
    @Input() { query }: InputOf<typeof listLegalTemplates>,
  ): Promise<ReplyOf<typeof listLegalTemplates>> {
    return whole(await this.templates.filled(query.country));
  }

  @Contract(getLegalSettings)
  async showSettings(): Promise<ShownSettings> {
    return this.settings.show();
  }

  @Contract(setLegalSettings)
  async setSettings(
    @Input() { body }: InputOf<typeof setLegalSettings>,
    @CurrentActor() actor: Actor,
    @SentVersion() version: number | undefined,
  ): Promise<ShownSettings> {
    return this.settings.choose(actor, body, version);
  }
}
