namespace Consultation.Api.Features.Evening;

/// <summary>What a person has chosen.</summary>
public enum EveningSwitch
{
    /// <summary>Search, analysis and letters to followers go on, unless the writes fall behind.</summary>
    Off,
    On,
}

/// <summary>How it is on one node.</summary>
public enum EveningState
{
    Off,

    /// <summary>Somebody has switched it on, for all nodes.</summary>
    ByHand,

    /// <summary>This node has, because its writes fell behind.</summary>
    ByItself,
}
