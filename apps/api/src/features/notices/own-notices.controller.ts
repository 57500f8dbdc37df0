import { Controller } from '@nestjs/common';
import {
  countNotices,
  getNoticeSettings,
  listNotices,
  readNotice,
  readNotices,
  setNoticeSettings,
  unreadNotices,
  type NoticeSettings as Shown,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { NoticeSettings } from './notice-settings.ts';
import { OwnNotices } from './own-notices.ts';

@Controller()
export class OwnNoticesController {
  constructor(
    private readonly notices: OwnNotices,
    private readonly settings: NoticeSettings,
  ) {}

  @Contract(listNotices)
  async list(
    @Input() { query }: InputOf<typeof listNotices>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listNotices>> {
    return this.notices.list(memberId, query);
  }

  @Contract(countNotices)
  async count(@CurrentMember() memberId: string): Promise<ReplyOf<typeof countNotices>> {
    return { unread: await this.notices.count(memberId) };
  }

  @Contract(readNotice)
  async readOne(
    @Input() { params }: InputOf<typeof readNotice>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof readNotice>> {
    return this.notices.read(memberId, params.id);
  }

  @Contract(readNotices)
  async read(
    @Input() { body }: InputOf<typeof readNotices>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof readNotices>> {
    return this.notices.readAll(memberId, body);
  }

  @Contract(unreadNotices)
  async unread(
    @Input() { body }: InputOf<typeof unreadNotices>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.notices.unread(memberId, body.readAt);
  }

  @Contract(getNoticeSettings)
  async get(@CurrentMember() memberId: string): Promise<Shown> {
    return this.settings.of(memberId);
  }

  @Contract(setNoticeSettings)
  async choose(
    @Input() { body }: InputOf<typeof setNoticeSettings>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.settings.choose(memberId, body);
  }
}
