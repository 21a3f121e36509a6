package ihct.files;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Refuses unknown fields of records before anything else is looked at: Jackson would miss a
 * misspelt field as the right one first, and pass over those of records with unwrapped components.
 */
final class FieldsFirst extends BeanDeserializerModifier {

  @Override
  public JsonDeserializer<?> modifyDeserializer(
      DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
    if (!bean.getBeanClass().isRecord()) {
      return usual;
    }
    List<Object> known = new ArrayList<>(names(bean));
    for (RecordComponent component : bean.getBeanClass().getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        known.remove(component.getName());
        known.addAll(names(config.introspect(config.constructType(component.getType()))));
      }
    }
    return new Checked(usual, known);
  }

  private static List<String> names(BeanDescription bean) {
    return bean.findProperties().stream().map(BeanPropertyDefinition::getName).toList();
  }

  private static final class Checked extends DelegatingDeserializer {

    private final transient List<Object> known;

    private Checked(JsonDeserializer<?> usual, List<Object> known) {
      super(usual);
      this.known = known;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
      return new Checked(usual, known);
    }

    /** What messages say that there is. */
    @Override
    public Collection<Object> getKnownPropertyNames() {
      return known;
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonNode fields = context.readTree(json);
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (!known.contains(field.getKey())) {
          context.handleUnknownProperty(json, this, handledType(), field.getKey());
        }
      }
      try (JsonParser again = fields.traverse(json.getCodec())) {
        again.nextToken();
        return super.deserialize(again, context);
      }
    }
  }
}
