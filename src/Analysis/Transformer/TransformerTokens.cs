using Microsoft.ML.Tokenizers;
using Monitor.Analysis.Models;

namespace Monitor.Analysis.Transformer;

/// <summary>BERT's WordPiece: text to token numbers, [CLS] first, [SEP] last.</summary>
internal sealed class TransformerTokens
{
    /// <summary>Characters read for a token wanted: bounds the work for a pasted book; Chinese needs one, English words about five.</summary>
    private const int CharactersPerToken = 12;

    private readonly BertTokenizer _tokenizer;
    private readonly int _most;

    /// <exception cref="ModelLoadException">Not a WordPiece vocabulary.</exception>
    internal TransformerTokens(string vocabulary, TransformerOptions options)
    {
        _most = options.MaxTokens;
        try
        {
            Size = File.ReadLines(vocabulary).Count(l => l.Length > 0);
            _tokenizer = BertTokenizer.Create(vocabulary, new BertOptions { LowerCaseBeforeTokenization = options.LowerCase, RemoveNonSpacingMarks = options.LowerCase });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ModelLoadException($"{vocabulary} cannot be used: {e.Message} Expected a BERT WordPiece vocabulary: UTF-8, one token a line, with [PAD], [UNK], [CLS], [SEP] and [MASK].", e);
        }
    }

    internal int Size { get; }

    /// <summary>The widest-apart numbers a text may hold: a model of a smaller vocabulary fails on them at once instead of on some later post.</summary>
    internal long[] Extremes => [_tokenizer.ClassificationTokenId, 0, Size - 1, _tokenizer.SeparatorTokenId];

    internal long[] Of(string text)
    {
        var length = Math.Min(text.Length, _most * CharactersPerToken);
        var ids = _tokenizer.EncodeToIds(Whole(text, length), _most, out _, out _);
        var tokens = new long[ids.Count];
        for (var i = 0; i < tokens.Length; i++) tokens[i] = ids[i];
        return tokens;
    }

    /// <summary>Half a character pair has no token and breaks Unicode normalisation.</summary>
    private static string Whole(string text, int length)
    {
        var whole = text.AsSpan(0, length).ToArray();
        for (var i = 0; i < whole.Length; i++)
        {
            if (!char.IsSurrogate(whole[i])) continue;
            if (i + 1 < whole.Length && char.IsSurrogatePair(whole[i], whole[i + 1])) i++;
            else whole[i] = '\uFFFD';
        }

        return new string(whole);
    }
}
