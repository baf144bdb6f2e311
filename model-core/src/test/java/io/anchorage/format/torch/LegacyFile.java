package io.anchorage.format.torch;

import java.util.Base64;

/**
 * A file as PyTorch wrote it before version 1.6. Made by PyTorch 2.13 with
 *
 * <pre>
 * d = OrderedDict([("seq.0.weight", torch.tensor([[1., 2.], [3., 4.], [5., 6.]])),
 *                  ("seq.0.bias", torch.tensor([.5, .25, .125])),
 *                  ("seq.1.weight", torch.tensor([[7., 8., 9.]])), ("seq.1.bias", torch.tensor([-1.])),
 *                  ("label", 4)])
 * torch.save(d, "f.pth", _use_new_zipfile_serialization=False)
 * </pre>
 */
public final class LegacyFile {
  private static final String BASE64 =
      """
      gAKKCmz8nEb5IGqoUBkugAJN6QMugAJ9cQAoWBAAAABwcm90b2NvbF92ZXJzaW9ucQFN6QNYDQAAAGxpdHRsZV9lbm
      RpYW5xAohYCgAAAHR5cGVfc2l6ZXNxA31xBChYBQAAAHNob3J0cQVLAlgDAAAAaW50cQZLBFgEAAAAbG9uZ3EHSwR1
      dS6AAmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxAClScQEoWAwAAABzZXEuMC53ZWlnaHRxAmN0b3JjaC5fdXRpbH
      MKX3JlYnVpbGRfdGVuc29yX3YyCnEDKChYBwAAAHN0b3JhZ2VxBGN0b3JjaApGbG9hdFN0b3JhZ2UKcQVYDgAAADkz
      OTIzMTQyODkwNTYwcQZYAwAAAGNwdXEHSwZOdHEIUUsASwNLAoZxCUsCSwGGcQqJaAApUnELdHEMUnENWAoAAABzZX
      EuMC5iaWFzcQ5oAygoaARoBVgOAAAAOTM5MjMxNDI4MDg1NDRxD2gHSwNOdHEQUUsASwOFcRFLAYVxEoloAClScRN0
      cRRScRVYDAAAAHNlcS4xLndlaWdodHEWaAMoKGgEaAVYDgAAADkzOTIzMTQyODA5MDQwcRdoB0sDTnRxGFFLAEsBSw
      OGcRlLA0sBhnEaiWgAKVJxG3RxHFJxHVgKAAAAc2VxLjEuYmlhc3EeaAMoKGgEaAVYDgAAADkzOTIzMTQyODA5MTg0
      cR9oB0sBTnRxIFFLAEsBhXEhSwGFcSKJaAApUnEjdHEkUnElWAUAAABsYWJlbHEmSwR1LoACXXEAKFgOAAAAOTM5Mj
      MxNDI4MDg1NDRxAVgOAAAAOTM5MjMxNDI4MDkwNDBxAlgOAAAAOTM5MjMxNDI4MDkxODRxA1gOAAAAOTM5MjMxNDI4
      OTA1NjBxBGUuAwAAAAAAAAAAAAA/AACAPgAAAD4DAAAAAAAAAAAA4EAAAABBAAAQQQEAAAAAAAAAAACAvwYAAAAAAA
      AAAACAPwAAAEAAAEBAAACAQAAAoEAAAMBA
      """;

  private LegacyFile() {}

  /** The file's bytes. */
  public static byte[] bytes() {
    return Base64.getMimeDecoder().decode(BASE64);
  }
}
