package ihct.kernel.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The types that a piece of code declares, as the compiler's parser reads them.
 *
 * @param types those that are not in others; none where the piece is something else, or has a
 *     mistake, which JShell will say
 */
record TypeSource(List<ClassTree> types, CompilationUnitTree unit, SourcePositions positions) {

  static TypeSource parse(String code) {
    DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, mistakes, List.of("-proc:none"), null, List.of(file(code)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      boolean wrong =
          mistakes.getDiagnostics().stream()
              .anyMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
      List<ClassTree> types =
          unit.getTypeDecls().stream()
              .filter(ClassTree.class::isInstance)
              .map(ClassTree.class::cast)
              .toList();
      return new TypeSource(
          wrong ? List.of() : types, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the code is in memory
    }
  }

  private static JavaFileObject file(String code) {
    return new SimpleJavaFileObject(URI.create("mem:///Piece.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }
}
