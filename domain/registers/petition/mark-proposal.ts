/** The secrecy mark proposed for a letter by the rank of whom it accuses (reference 6.1). */
import type { Proposal } from '../../proposal.ts';
import type { Values } from '../../register.ts';
import { formatMark, formatTerm, type MarkProposal, proposeMark } from '../../secrecy.ts';
import { secrecySection } from '../common/secrecy-fields.ts';

export const markProposal: Proposal = {
  key: 'secrecyMark',
  section: secrecySection,
  propose: ({ values, children }) => {
    const ranks = (children['accused'] ?? []).flatMap((row) => {
      const rank = row.values['rank'];
      return typeof rank === 'string' && rank !== '' ? [rank] : [];
    });
    const proposal = proposeMark(ranks);
    if (!proposal) return undefined;
    const proposed = valuesOf(proposal);
    if (['markKind', 'secrecyLevel'].every((key) => (values[key] ?? null) === proposed[key]))
      return undefined;
    return {
      text: `按被反映人职级，建议标“${formatMark(proposal.mark)}”，由定密责任人确定。依据：${proposal.basis}。`,
      values: proposed,
    };
  },
};

function valuesOf({ mark, basis }: MarkProposal): Values {
  const secret = mark.kind === 'STATE_SECRET' ? mark : undefined;
  return {
    markKind: mark.kind,
    secrecyLevel: secret?.level ?? null,
    secrecyTerm: secret ? formatTerm(secret.term) : null,
    secrecyBasis: basis,
  };
}
