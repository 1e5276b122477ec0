package oracle;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BindingKind;
import org.hl7.fhir.r5.utils.validation.constants.ReferenceValidationPolicy;
import org.hl7.fhir.validation.instance.advisor.BasePolicyAdvisorForFullValidation;

/**
 * What cannot be judged without a network is left alone: where references lead outside the file, and the two required
 * value sets (media types, currencies) that only a terminology server can expand.
 */
final class OfflinePolicy extends BasePolicyAdvisorForFullValidation {
  private static final Set<String> ONLY_ONLINE =
      Set.of("http://hl7.org/fhir/ValueSet/mimetypes", "http://hl7.org/fhir/ValueSet/currencies");

  OfflinePolicy() {
    super(ReferenceValidationPolicy.IGNORE, null);
  }

  @Override
  public EnumSet<CodedContentValidationAction> policyForCodedContent(
      IResourceValidator validator,
      Object appContext,
      String stackPath,
      ElementDefinition definition,
      StructureDefinition structure,
      BindingKind kind,
      AdditionalBindingPurpose purpose,
      ValueSet valueSet,
      List<String> systems) {
    return valueSet != null && ONLY_ONLINE.contains(valueSet.getUrl())
        ? EnumSet.noneOf(CodedContentValidationAction.class)
        : EnumSet.allOf(CodedContentValidationAction.class);
  }
}
