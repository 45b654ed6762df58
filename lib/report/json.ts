import type { Finding } from '../finding';

/** A verification as JSON with an indentation of two, for programs. Keys are always in the same order. */
export function jsonReport(verification: { readonly findings: readonly Finding[]; readonly coverage: object }): string {
  const findings = verification.findings.map(ordered);
  return `${JSON.stringify({ findings, coverage: verification.coverage }, undefined, 2)}\n`;
}

function ordered(finding: Finding): object {
  const { rule, code, severity, resource, path, file, line, column, message, fix, refType, construct } = finding;
  return {
    rule,
    code,
    severity,
    resource,
    path,
    file,
    line,
    column,
    message,
    fix,
    ...(refType === undefined ? {} : { refType }),
    ...(construct === undefined ? {} : { construct }),
  };
}
