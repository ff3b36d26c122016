/** Finds exported names without a doc comment, with the TypeScript compiler's parser. */
import ts from 'typescript'

const hasDocComment = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

const declaredNames = (statement: ts.Statement): readonly string[] => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  return ts.isDeclarationStatement(statement) ? [statement.name?.getText() ?? 'default'] : []
}

/** The names that `export { … }` without a module exports: they are declared elsewhere in the file. */
const exportedLater = (file: ts.SourceFile): ReadonlySet<string> =>
  new Set(
    file.statements
      .filter(ts.isExportDeclaration)
      .filter(({ moduleSpecifier }) => moduleSpecifier === undefined)
      .flatMap(({ exportClause }) =>
        exportClause && ts.isNamedExports(exportClause)
          ? exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).getText())
          : [],
      ),
  )

/** The exported names of a module that no doc comment describes. A re-export is described where it is declared. */
export const undocumentedExports = (fileName: string, source: string): readonly string[] => {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true)
  const later = exportedLater(file)
  const documented = new Set(file.statements.filter(hasDocComment).flatMap(declaredNames))
  return file.statements
    .filter((statement) => !ts.isExportDeclaration(statement))
    .flatMap((statement) => declaredNames(statement).filter((name) => isExported(statement) || later.has(name)))
    .filter((name) => !documented.has(name))
}

const opening = /^(#!.*\n)?\/\*\*/

/** Whether a module begins with a comment that says what it is; only a `#!` line may stand before it. */
export const opensWithComment = (source: string): boolean => opening.test(source)
