import { Injectable } from '@nestjs/common';
import { listStaff, type StaffMember } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { StaffService } from './staff.service.ts';

/** The export of the team. */
@Injectable()
export class ExportedStaff {
  constructor(sources: ExportSources, staff: StaffService) {
    sources.register(
      exportedList(listStaff, {
        kind: 'staff',
        page: (actor, query) => staff.list(actor, query),
        columns: {
          id: (row: StaffMember) => row.id,
          displayName: (row) => row.displayName,
          email: (row) => row.email,
          role: (row) => row.role,
          state: (row) => row.state,
          lastSeenAt: (row) => row.lastSeenAt,
        },
      }),
    );
  }
}
