import { Controller } from '@nestjs/common';
import {
  getPermissionSettings,
  listMemberPermissions,
  setPermissionSettings,
  type PermissionSettings as Shown,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf, SentVersion } from '../../platform/http/contract.ts';
import { PermissionSettings } from './permission-settings.ts';
import { Permissions } from './permissions.ts';

@Controller()
export class PermissionsController {
  constructor(
    private readonly permissions: Permissions,
    private readonly settings: PermissionSettings,
  ) {}

  @Contract(listMemberPermissions)
  async ofMember(
    @Input() { params }: InputOf<typeof listMemberPermissions>,
  ): Promise<ReplyOf<typeof listMemberPermissions>> {
    return this.permissions.all(params.id);
  }

  @Contract(getPermissionSettings)
  async show(): Promise<Shown> {
    return this.settings.show();
  }

  @Contract(setPermissionSettings)
  async choose(
    @Input() { body }: InputOf<typeof setPermissionSettings>,
    @CurrentActor() actor: Actor,
    @SentVersion() version: number | undefined,
  ): Promise<Shown> {
    return this.settings.choose(actor, body, version);
  }
}
