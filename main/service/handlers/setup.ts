/** First start: a new office, an existing vault, or the practice set. */
import { basename } from 'node:path';
import { passwordProfile, passwordWeakness } from '../../../domain/access/passwords.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { chineseDate } from '../../deps.ts';
import { layRecoverySheet } from '../../reports/forms.ts';
import type { Desk } from '../desk.ts';
import { driveKind } from '../drives.ts';
import { foundOffice } from '../founding.ts';
import { finishFounding, giveUpFounding, holdsVault, isMixed, nameFounding } from '../founding-mark.ts';
import type { JobControl } from '../jobs.ts';
import { keepDocument } from '../paper.ts';
import { makePractice } from '../practice/make.ts';
import { practiceFolders } from '../practice/offices.ts';
import { searchRegions } from '../regions.ts';
import type { Handlers } from '../router.ts';
import { checkDivision, checkFirstUsers, inspectFolder, prepareFolder, type Founding } from '../setup.ts';
import { lookAtVault, recovery } from '../vaults.ts';
import { refuseUnfinishedWiping } from '../wiping.ts';
import { isWithin } from '../within.ts';

type SetupHandlers = Pick<
  Handlers,
  | 'setup.inspectFolder'
  | 'setup.checkPassword'
  | 'setup.regions'
  | 'setup.create'
  | 'setup.recoverySheet'
  | 'setup.openExisting'
  | 'setup.practice'
  | 'setup.leavePractice'
  | 'setup.usePracticeOffice'
>;

export function setupHandlers(desk: Desk): SetupHandlers {
  let founding = false;
  const alone = async <T>(found: () => Promise<T>): Promise<T> => {
    if (founding) refuseSecondFounding();
    founding = true;
    try {
      return await found();
    } finally {
      founding = false;
    }
  };
  return {
    'setup.inspectFolder': async ({ input, path }) => {
      const folder = path(input.folder);
      if (holdsVault(folder)) {
        return {
          name: basename(folder),
          usable: false,
          existingVault: true,
          officeName: lookAtVault(folder).office?.name ?? null,
          problem: null,
          warning: null,
        };
      }
      return {
        name: basename(folder),
        existingVault: false,
        officeName: null,
        ...(await inspectFolder(folder)),
      };
    },
    'setup.checkPassword': ({ input }) => ({
      weakness: passwordWeakness(passwordProfile(input.profile), input.password, input.account) ?? null,
    }),
    'setup.regions': ({ input }) => ({ regions: searchRegions(input.search) }),
    'setup.create': ({ input, job, path }) => {
      const { job: _job, folder, ...wish } = input;
      const target = folder === null ? desk.place.defaultFolder : path(folder);
      return alone(() => create(desk, wish, target, job));
    },
    'setup.recoverySheet': async ({ input }) => {
      const found = lookAtVault(desk.place.current() ?? '');
      const sheet = layRecoverySheet(
        await desk.fonts(),
        {
          officeName: found.office?.name ?? '',
          madeAt: chineseDate(desk.now()),
          threshold: recovery.threshold,
          shares: input.shares.map((text, index) => ({ number: index + 1, text, holder: '' })),
          vaultCode: (found.id ?? '').slice(0, 8).toUpperCase(),
        },
        '',
      );
      return keepDocument(desk, sheet, '恢复单', false);
    },
    'setup.openExisting': async ({ input, path }) => {
      await openExisting(desk, path(input.folder));
      return {};
    },
    'setup.practice': async ({ input, job }) => {
      await desk.leave('user');
      const first = await makePractice(desk, input.reset, job);
      desk.place.write({ ...desk.place.read(), practice: first });
      return {};
    },
    'setup.leavePractice': async () => {
      await desk.leave('user');
      desk.place.write({ ...desk.place.read(), practice: null });
      return {};
    },
    'setup.usePracticeOffice': async ({ input }) => {
      if (!practiceFolders.includes(input.office)) throw new Error('unknown practice office');
      await desk.leave('user');
      desk.place.write({ ...desk.place.read(), practice: input.office });
      return {};
    },
  };
}

function refuseSecondFounding(): never {
  refuse(
    'FoundingRunning',
    '正在建立数据库，没有再建一个。',
    '上一次“建立数据库”还没有完成。',
    '请等待完成，或者先取消。',
  );
}

async function create(
  desk: Desk,
  founding: Founding,
  folder: string,
  job: JobControl,
): Promise<Output<'setup.create'>> {
  refuseUnfinishedWiping(desk.wiping);
  const present = desk.place.read().vault;
  if (present !== null && holdsVault(present)) {
    refuse(
      'AlreadySetUp',
      '本机已建立保险库。',
      '一台计算机只用于一个办公室。',
      '请直接登录；确需另建的，请先将原保险库移交备份。',
    );
  }
  if (isWithin(desk.place.practiceFolder, folder)) {
    refuse(
      'FolderUnusable',
      '不能在这个文件夹建立保险库。',
      '这是练习库的文件夹，重置练习库时会清空。',
      '请另选一个本机硬盘上的空文件夹。',
    );
  }
  checkDivision(founding);
  checkFirstUsers(founding);
  await prepareFolder(folder);
  try {
    const founded = await foundOffice(desk, founding, folder, job, (vault) => nameFounding(folder, vault));
    desk.place.write({ vault: folder, practice: null, adopted: false, agreed: null });
    // Last of all: as long as the mark stands, a crash means that the founding is begun again.
    finishFounding(folder);
    return founded;
  } catch (error) {
    giveUpFounding(folder);
    throw error;
  }
}

async function openExisting(desk: Desk, folder: string): Promise<void> {
  refuseUnfinishedWiping(desk.wiping);
  if (!holdsVault(folder)) {
    refuse(
      'NotAVault',
      '这个文件夹里没有联巡保险库。',
      '保险库文件夹中应有 vault.json 文件；建立中途断电留下的文件夹不算。',
      '请选择保险库所在的文件夹（不是它的上级或下级）。',
    );
  }
  if (isMixed(folder)) refuseMixed();
  await refuseForeignDrive(folder);
  await desk.leave('user');
  desk.place.write({ vault: folder, practice: null, adopted: true, agreed: null });
}

function refuseMixed(): never {
  refuse(
    'FolderMixed',
    '不能直接打开这个文件夹。',
    '里面除了数据库，还留有一次没有完成的建立，两者的文件可能混在一起。',
    '要使用备份的，请把备份复制到另一个空文件夹，再打开那一份；要新建的，请另选空文件夹。这里的文件不会删除。',
  );
}

/** A backup is opened from a copy on this PC's disk, never where it lies. */
async function refuseForeignDrive(folder: string): Promise<void> {
  const kind = await driveKind(folder);
  if (kind !== 'removable' && kind !== 'network') return;
  refuse(
    'FolderUnusable',
    '不能直接打开这个位置的保险库。',
    kind === 'removable'
      ? '它在可移动介质上，保险库只能放在本机硬盘。'
      : '它在网络位置上，保险库只能放在本机硬盘。',
    '请把整个文件夹复制到本机硬盘后，再打开复制的保险库。',
  );
}
