package ihct.kernel.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Makes JShell take what Java takes. JShell declares types publicly and one by one, so that a
 * record's constructor without {@code public} is too private, and a sealed type without {@code
 * permits} has no subtypes.
 */
public final class TypeRewriter {

  private static final Pattern CONCERNED = Pattern.compile("\\b(?:record|sealed)\\b");
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\b");

  private static final Set<Modifier> ACCESS =
      EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

  private final List<Piece> cell;

  /** Rewrites pieces of a cell. */
  public TypeRewriter(List<Piece> cell) {
    this.cell = cell;
  }

  public Rewriting rewrite(Piece piece) {
    if (!CONCERNED.matcher(piece.text()).find()) {
      return Rewriting.NONE;
    }
    TypeSource source = TypeSource.parse(piece.text());
    List<Rewriting.Insertion> insertions = new ArrayList<>();
    for (ClassTree type : source.types()) {
      if (type.getKind() == Tree.Kind.RECORD) {
        constructors(type, source, insertions);
      }
      if (type.getModifiers().getFlags().contains(Modifier.SEALED)
          && type.getPermitsClause().isEmpty()) {
        permits(type, source, piece.text(), insertions);
      }
    }
    return new Rewriting(insertions);
  }

  /** In a record that says that it is public, Java asks for the same of its constructor. */
  private static void constructors(
      ClassTree type, TypeSource source, List<Rewriting.Insertion> insertions) {
    if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
      return;
    }
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && isCanonical(method)
          && method.getModifiers().getFlags().stream().noneMatch(ACCESS::contains)) {
        insertions.add(new Rewriting.Insertion(source.start(method), "public "));
      }
    }
  }

  /** Of a record's constructors only the canonical one calls no other. */
  private static boolean isCanonical(MethodTree method) {
    return method.getName().contentEquals("<init>")
        && method.getBody() != null
        && method.getBody().getStatements().stream().noneMatch(TypeRewriter::callsConstructor);
  }

  private static boolean callsConstructor(StatementTree statement) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof IdentifierTree name
        && name.getName().contentEquals("this");
  }

  /**
   * Java looks for the subtypes in the same file; here it is the same cell. Those inside the type
   * JShell finds, but not both: what is inside cannot wait for what stands beside it.
   */
  private void permits(
      ClassTree type, TypeSource source, String code, List<Rewriting.Insertion> insertions) {
    String name = type.getSimpleName().toString();
    if (type.getMembers().stream()
        .anyMatch(each -> each instanceof ClassTree inner && extendsDirectly(inner, name))) {
      return;
    }
    String subtypes =
        cell.stream()
            .filter(each -> each.kind() == Piece.Kind.CODE)
            .map(Piece::text)
            .filter(text -> TYPE.matcher(text).find())
            .flatMap(text -> TypeSource.parse(text).types().stream())
            .filter(each -> extendsDirectly(each, name))
            .map(each -> each.getSimpleName().toString())
            .collect(Collectors.joining(", "));
    if (!subtypes.isEmpty()) {
      insertions.add(
          new Rewriting.Insertion(body(type, source, code), " permits " + subtypes + " "));
    }
  }

  private static boolean extendsDirectly(ClassTree type, String wanted) {
    return Stream.concat(Stream.of(type.getExtendsClause()), type.getImplementsClause().stream())
        .anyMatch(each -> each != null && bare(each).equals(wanted));
  }

  private static String bare(Tree type) {
    return type instanceof ParameterizedTypeTree generic
        ? generic.getType().toString()
        : type.toString();
  }

  /** Where the brace stands that opens the body of a type. */
  private static int body(ClassTree type, TypeSource source, String code) {
    int at =
        Stream.of(
                List.of(type.getModifiers()),
                type.getTypeParameters(),
                type.getImplementsClause(),
                Stream.ofNullable(type.getExtendsClause()).toList())
            .flatMap(List::stream)
            .mapToInt(source::end)
            .max()
            .orElse(0);
    while (code.charAt(at) != '{' || !SourceScan.isCode(code, at)) {
      at++;
    }
    return at;
  }
}
