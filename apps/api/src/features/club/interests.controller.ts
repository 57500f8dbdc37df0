import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import { downloadInterests, previewInterests, type InterestPreview } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { ClubError } from '../../platform/club-error.ts';
import { Contract, RawRequest, type ClubRequest } from '../../platform/http/contract.ts';
import { sendCsv } from '../../platform/http/sent-csv.ts';
import { ClubSettings } from './club-settings.ts';
import { interestColumns, readInterestFile } from './interest-file.ts';

/** The interests of the club as a file. */
@Controller()
export class InterestsController {
  constructor(private readonly club: ClubSettings) {}

  @Contract(downloadInterests)
  async download(@Res() reply: FastifyReply): Promise<void> {
    const { interests } = await this.club.current();
    const rows = interests.map(({ key, name }) => [key, name.de ?? '', name.en ?? '', name.cs ?? '']);
    await sendCsv(reply, { name: 'interests', columns: interestColumns, rows });
  }

  @Contract(previewInterests)
  async preview(@RawRequest() { body: file }: ClubRequest): Promise<InterestPreview> {
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    const { version, interests } = await this.club.current();
    return { version, ...(await readInterestFile(file, interests)) };
  }
}
