using Monitor.Analysis.Text;

namespace Monitor.Host.Logging.Masking;

/// <summary>Takes secrets and personal data out of a text that is about to be logged; gives the same object when there are none.</summary>
internal static class TextMask
{
    public static string Mask(string text) => text.Length == 0 ? text : PersonalDataMask.MaskLog(SecretPatterns.Mask(KnownSecrets.Mask(text)));
}
