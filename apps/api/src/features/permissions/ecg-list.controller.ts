import { Readable } from 'node:stream';
import { Controller } from '@nestjs/common';
import {
  ecgFileType,
  getEcgList,
  importEcgList,
  type EcgImport,
  type EcgList as Shown,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Contract, CurrentActor, RawRequest, type ClubRequest } from '../../platform/http/contract.ts';
import { EcgList } from './ecg-list.ts';

@Controller()
export class EcgListController {
  constructor(private readonly list: EcgList) {}

  @Contract(getEcgList)
  async show(): Promise<Shown> {
    return this.list.show();
  }

  @Contract(importEcgList)
  async take(@RawRequest() request: ClubRequest, @CurrentActor() actor: Actor): Promise<EcgImport> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', `Send ${ecgFileType}`);
    return this.list.take(actor, file);
  }
}
