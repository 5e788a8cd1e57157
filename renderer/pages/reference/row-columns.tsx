import { Button, type TableColumnType } from 'antd';
import { validityText, VerifiedTag } from './verified-tag.tsx';

/** 核对: whether somebody of the office has compared the row with its basis. */
export function verifiedColumn<Row extends { readonly verified: boolean }>(): TableColumnType<Row> {
  return { title: '核对', width: 84, render: (_, { verified }) => <VerifiedTag verified={verified} /> };
}

interface Valid {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** 使用期: from when to when the row is in force. */
export function validityColumn<Row extends Valid>(width: number): TableColumnType<Row> {
  return { title: '使用期', width, render: (_, { validFrom, validTo }) => validityText(validFrom, validTo) };
}

/** The button that opens a row, for who may change it; `labelOf` names it where its text alone would not. */
export function editColumns<Row>(
  onEdit: ((row: Row) => void) | null,
  labelOf?: (row: Row) => string,
): readonly TableColumnType<Row>[] {
  if (!onEdit) return [];
  return [
    {
      title: '',
      key: 'edit',
      width: 70,
      render: (_, row) => (
        <Button size="small" {...(labelOf ? { 'aria-label': labelOf(row) } : {})} onClick={() => onEdit(row)}>
          修改
        </Button>
      ),
    },
  ];
}
